/** A file that esbuild bundled, as text; see bundled-text.ts. */
declare module '*?bundled' {
  const text: string
  export default text
}
