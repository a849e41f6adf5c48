/** Fills `{{name}}` in a text of `Words`. */
export const put = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/{{(\w+)}}/g, (_, name) => `${values[name]}`)
