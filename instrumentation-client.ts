import { config } from 'zod/v4/core'

// Next runs this before anything else of a page. Without it zod tries whether it may compile code, and each try
// is reported as a violation of the content security policy, which forbids it.
config({ jitless: true })
