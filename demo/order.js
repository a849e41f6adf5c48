// What a shop's server would render: the order's number, and the moment declared beside it as JSON.
const number = `A-${Date.now().toString(36).toUpperCase()}`
document.getElementById('number').append(number)
const moment = document.createElement('script')
moment.type = 'application/json'
moment.dataset.peakend = 'track'
moment.append(JSON.stringify({ event: 'order_completed', props: { order_id: number, total: 129 } }))
document.body.append(moment)
