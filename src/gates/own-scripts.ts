/**
 * Tells our own files from the page's by their address, given that of one of our chunks (its `import.meta.url`): the chunks of one build
 * stand in one folder and carry one hash, the script that loads them stands above. Nothing where a bundler has renamed them or put them
 * together with the page's own code: then what they cost cannot be told apart.
 */
export const ownScripts = (chunk: string): ((url: string) => boolean) | undefined => {
  const [, above, folder, hash] = /^(.*\/)(chunks\/)[\w-]+(\.[\da-f]{8}\.js)$/.exec(chunk) ?? []
  if (!above || !hash) return undefined
  return (url) => {
    const [file = ''] = url.split(/[?#]/)
    return file === `${above}peakend.js` || (file.startsWith(above + folder) && file.endsWith(hash))
  }
}
