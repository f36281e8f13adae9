/** The built page, as text; see `page/` and tsup.config.ts. */
declare module '#page' {
  export const files: Readonly<Record<'html' | 'js' | 'css', string>>
}
