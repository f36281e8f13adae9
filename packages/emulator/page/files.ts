import js from './main.tsx?bundled'
import css from './page.css?bundled'
import html from './page.html?bundled'

/** The whole page, as text: whoever bundles the emulator has it, too, and no path can be wrong. */
export const files: Readonly<Record<'html' | 'js' | 'css', string>> = { html, js, css }
