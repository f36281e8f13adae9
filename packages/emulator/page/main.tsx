import { render } from 'preact'
import { App } from './app.tsx'
import { applyTheme } from './parts/theme-button.tsx'

// It is in the cookie from now on, and an address bar is seen by others.
if (new URLSearchParams(location.search).has('token')) history.replaceState(null, '', location.pathname)
applyTheme()
const place = document.getElementById('page')
if (place) render(<App />, place)
