import { byId } from './dom'

const example: Readonly<Record<string, string>> = {
  name: 'Ada Example',
  email: 'ada@example.com',
  street: '12 rue des Lampes',
  postcode: '69001',
  city: 'Lyon',
}

/** An invented customer, for those who only want to see what comes next. */
export const startCheckout = (): void => {
  byId('fill-in')?.addEventListener('click', () => {
    for (const [id, value] of Object.entries(example)) {
      const input = byId(id)
      if (input instanceof HTMLInputElement) input.value = value
    }
  })
}
