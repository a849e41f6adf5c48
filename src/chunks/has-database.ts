/** Whether the device has a database of that name, without making one. False where the browser does not say, or has none to look at. */
export const hasDatabase = async (name: string): Promise<boolean> => {
  try {
    return (await indexedDB.databases()).some((database) => database.name === name)
  } catch {
    return false
  }
}
