import { useState } from 'preact/hooks'

const key = 'trtc-call-emulator-theme'
type Theme = 'light' | 'dark'

/** Applies the stored theme; without one, the system's theme applies. */
export function applyTheme(theme: Theme | null = localStorage.getItem(key) as Theme | null): void {
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
}

export function ThemeButton() {
  const [theme, setTheme] = useState<Theme>(shownTheme)
  const other = theme === 'dark' ? 'light' : 'dark'
  const change = () => {
    localStorage.setItem(key, other)
    applyTheme(other)
    setTheme(other)
  }
  return (
    <button type="button" onClick={change} aria-label={`Use the ${other} theme`}>
      {theme === 'dark' ? 'Light' : 'Dark'}
    </button>
  )
}

function shownTheme(): Theme {
  const chosen = document.documentElement.dataset.theme
  if (chosen === 'light' || chosen === 'dark') return chosen
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
