import { render } from 'preact'
import { App } from './app.tsx'
import { applyTheme } from './parts/theme-button.tsx'

// The cookie now holds the token, so remove it from the address bar.
if (new URLSearchParams(location.search).has('token')) history.replaceState(null, '', location.pathname)
applyTheme()
const root = document.getElementById('page')
if (root) render(<App />, root)
