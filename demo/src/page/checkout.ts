import { byId } from './dom'

const example: Readonly<Record<string, string>> = {
  name: 'Ada Example',
  email: 'ada@example.com',
  street: '12 rue des Lampes',
  postcode: '69001',
  city: 'Lyon',
}

/** An invented customer, for those who only want to see what comes next. */
const fillIn = (): void => {
  for (const [id, value] of Object.entries(example)) {
    const input = byId(id)
    if (input instanceof HTMLInputElement) input.value = value
  }
}

/** What the chosen delivery makes of the total, before the order is sent; the server counts again. */
const showCost = ({ target }: Event): void => {
  if (!(target instanceof HTMLInputElement && target.name === 'delivery')) return
  const [cost, total] = [byId('sum-delivery'), byId('sum-total')]
  if (cost) cost.textContent = target.dataset['cost'] ?? ''
  if (total) total.textContent = target.dataset['total'] ?? ''
}

export const startCheckout = (): void => {
  byId('fill-in')?.addEventListener('click', fillIn)
  document.addEventListener('change', showCost)
}
