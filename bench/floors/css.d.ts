declare module '*.css?inline' {
  const css: string
  // biome-ignore lint/style/noDefaultExport: as vite hands it over.
  export default css
}
