const secrets =
  'access_token|refresh_token|id_token|client_secret|client_assertion|assertion|device_code|code_verifier|password|secretText|clientSecret|authorization|cookie'

const inJson = new RegExp(`("(?:${secrets})"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*`, 'gi')
const inForm = new RegExp(`((?:^|[?&])(?:${secrets}|code)=)[^&\\s]*`, 'gi')
// Tokens that are cut off or signed by others are redacted too.
const jwt = /\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}/g

/** A text without tokens and secrets that would let its reader act as somebody else. */
export const redacted = (text: string) =>
  text.replace(inJson, '$1…').replace(inForm, '$1…').replace(jwt, 'eyJ…')
