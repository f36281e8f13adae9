/** What esbuild makes of a file, as text; see bundled-text.ts. */
declare module '*?bundled' {
  const text: string
  export default text
}
