/** Puts a text on the clipboard; gives whether the browser allowed it (a page without https has none). */
export const copy = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** Long enough for any browser to begin the download. */
const REVOKE_MS = 10_000
/** Hands a text over as a file. The link is never in the document: nothing of the page hears its click. */
export const download = (text: string, name: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_MS)
}
