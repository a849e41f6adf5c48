// What a shop's server would render: the order's number, and the moment beside it.
const number = `A-${Date.now().toString(36).toUpperCase()}`
document.getElementById('number').append(number)
peakend('track', 'order_completed', { order_id: number, total: 129 })
