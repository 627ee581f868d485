export type Look = 'plain' | 'primary' | 'danger' | 'quiet'

/** The looks are classes of globals.css: as utilities they would be sent with every part that has a button. */
export const buttonStyle = (look: Look, disabled = false) => `btn btn-${look}${disabled ? ' btn-off' : ''}`
