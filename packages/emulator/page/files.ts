import js from './main.tsx?bundled'
import css from './page.css?bundled'
import html from './page.html?bundled'

/** The page as text, so that it survives bundling and needs no paths. */
export const files: Readonly<Record<'html' | 'js' | 'css', string>> = { html, js, css }
