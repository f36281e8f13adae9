/** The built page as text; see tsup.config.ts. */
declare module '#page' {
  export const files: Readonly<Record<'html' | 'js' | 'css', string>>
}
