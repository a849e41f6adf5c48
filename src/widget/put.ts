export type Put = (text: string, values: Readonly<Record<string, string | number>>) => string

/** Fills `{{name}}` in a text of `Words`. */
export const put: Put = (text, values) => text.replace(/{{(\w+)}}/g, (_, name) => values[name] as string)
