import { Fragment, h, type VNode } from 'preact'
import type { Act, Part, State } from './act'
import { DAY, dateValue, laterFor, leaps } from './pretend'
import { put } from './put'
import type { Device } from './words'

const when = ({ pretence, now, words }: State, act: Act) => {
  const laterMs = pretence?.laterMs ?? 0
  return (
    <Fragment>
      <label class="label" for="date">
        {words.date}
      </label>
      <input
        id="date"
        type="date"
        value={dateValue(now + laterMs)}
        onChange={({ currentTarget }) => act.pretendLater(laterFor(currentTarget.value, now))}
      />
      <div class="row">
        {leaps.map((days) => (
          <button type="button" class="do" key={days} onClick={() => act.pretendLater(laterMs + days * DAY)}>
            {put(days === 1 ? words.later.one : words.later.other, { days })}
          </button>
        ))}
      </div>
    </Fragment>
  )
}

const who = ({ pretence, personas, words }: State, act: Act) => {
  const pretended = pretence?.personas
  const box = (label: string, checked: boolean, onChange: (isOn: boolean) => void) => (
    <label class="check" key={label}>
      <input type="checkbox" checked={checked} onChange={({ currentTarget }) => onChange(currentTarget.checked)} />
      {label}
    </label>
  )
  return (
    personas[0] && (
      <fieldset>
        <legend>{words.personas}</legend>
        {box(words.ownPersonas, !pretended, (isOn) => act.pretendPersonas(isOn ? undefined : []))}
        {personas.map(({ id }) =>
          box(id, !!pretended?.includes(id), (isOn) =>
            act.pretendPersonas([...(pretended ?? []).filter((other) => other !== id), ...(isOn ? [id] : [])]),
          ),
        )}
      </fieldset>
    )
  )
}

const where = ({ pretence, words }: State, act: Act) => (
  <Fragment>
    <label class="label" for="device">
      {words.device}
    </label>
    <select
      id="device"
      value={`${pretence?.context?.['device'] ?? ''}`}
      onChange={({ currentTarget }) => act.pretendDevice((currentTarget.value || undefined) as Device | undefined)}
    >
      <option value="">{words.ownDevice}</option>
      {(Object.keys(words.devices) as Device[]).map((device) => (
        <option value={device} key={device}>
          {words.devices[device]}
        </option>
      ))}
    </select>
  </Fragment>
)

const fire = ({ triggering, event, props, hasBadProps, words }: State, act: Act) =>
  triggering[0] ? (
    <Fragment>
      <label class="label" for="event">
        {words.event}
      </label>
      <select id="event" value={event} onChange={({ currentTarget }) => act.choose(currentTarget.value)}>
        {triggering.map((name) => (
          <option value={name} key={name}>
            {name}
          </option>
        ))}
      </select>
      <label class="label" for="props">
        {words.props}
      </label>
      <textarea
        id="props"
        spellcheck={false}
        value={props}
        aria-invalid={hasBadProps}
        aria-describedby={hasBadProps ? 'bad' : undefined}
        onInput={({ currentTarget }) => act.write(currentTarget.value)}
      />
      {hasBadProps && (
        <p id="bad" class="no" role="alert">
          {words.badProps}
        </p>
      )}
      <div class="row">
        <button type="button" class="do" onClick={act.fire}>
          {words.fireNow}
        </button>
      </div>
    </Fragment>
  ) : (
    <p class="soft">{words.noEvents}</p>
  )

/** Another day, another person, another device, and moments by hand: to see what then shows. */
export const trialPart = ({ state, act }: Part): VNode => (
  <Fragment>
    <h2>{state.words.pretend}</h2>
    <p class="soft">{state.words.pretendWhy}</p>
    {when(state, act)}
    {who(state, act)}
    {where(state, act)}
    <h2>{state.words.fire}</h2>
    {fire(state, act)}
  </Fragment>
)
