import { z } from 'zod'

/** Where rows may come from. */
export type SourceKindName = 'file'

export const FileConfig = z.object({ uploadId: z.uuid() })
export type FileConfig = z.infer<typeof FileConfig>
