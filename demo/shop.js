// A plain customer of Peakend: it knows the global, and nothing of what is behind it.
const key = 'shop-consent'

/** The shop's own consent banner, told to Peakend by its callback. */
window.peakendConsent = (set) => {
  const told = localStorage.getItem(key)
  if (told) set(told)
  addEventListener('shop-consent', (event) => set(event.detail))
}

addEventListener('DOMContentLoaded', () => {
  const banner = document.getElementById('consent')
  banner.hidden = !!localStorage.getItem(key)
  for (const button of banner.querySelectorAll('button')) {
    button.addEventListener('click', () => {
      const { level } = button.dataset
      // The shop's own choice is the one thing it keeps without asking.
      localStorage.setItem(key, level)
      banner.hidden = true
      dispatchEvent(new CustomEvent('shop-consent', { detail: level }))
    })
  }
  document.getElementById('account').addEventListener('click', () => peakend('track', 'account_opened'))
})
