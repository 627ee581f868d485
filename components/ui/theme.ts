const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const themeCookie = 'theme'

/** The theme in the cookie; any other value counts as none. */
export const themeOf = (value: string | undefined): Theme =>
  themes.find((theme) => theme === value) ?? 'system'
