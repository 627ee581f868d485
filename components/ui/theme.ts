export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const themeCookie = 'theme'

/** The theme a cookie holds; whatever else it holds is as if there were none. */
export const themeOf = (value: string | undefined): Theme =>
  themes.find((theme) => theme === value) ?? 'system'
