export type Look = 'plain' | 'primary' | 'danger' | 'quiet'

/** The styles are classes of styles/button.css: as utilities they would be in the code of every component with a button. */
export const buttonStyle = (look: Look, disabled = false) => `btn btn-${look}${disabled ? ' btn-off' : ''}`
