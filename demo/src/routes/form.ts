import type { Context } from 'hono'

/** The form a request brings; one that is none is an empty one. */
export const formOf = (context: Context): Promise<FormData> => context.req.formData().catch(() => new FormData())
