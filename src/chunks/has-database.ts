/**
 * Whether the device has a database of that name, without making one. False where the browser does not say, or has none to look at. A page without an
 * origin is not asked: Chromium throws there, and leaves a rejection that nobody can catch.
 */
export const hasDatabase = async (name: string): Promise<boolean> => {
  try {
    return origin !== 'null' && (await indexedDB.databases()).some((database) => database.name === name)
  } catch {
    return false
  }
}
