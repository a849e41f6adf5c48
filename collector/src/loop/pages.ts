import { type Context, Hono } from 'hono'
import { readBody } from '../http/body'
import { createDoor } from '../results/door'
import { goOn, headers, placeOf, viewOf } from '../results/http'
import type { Place } from '../results/place'
import { viewIn } from '../results/sample'
import { errorPage } from '../results/sign-in'
import type { View } from '../results/view'
import { type Channel, isKeeper, isUnavailable, type Role } from '../store'
import { casePage, missingPage } from './case-page'
import { type ChannelList, channelsPage } from './channels-page'
import { buildDigest } from './digest'
import { digestLetter } from './digest-mail'
import { DIGEST_PREVIEW, digestPage, mailPolicy } from './digest-page'
import { lastWeek, weekFrom } from './digest-week'
import { hrefTo, inboxPage } from './inbox'
import { caseChange, channelChange, Invalid } from './input'
import { mailForm, mailSent } from './mail-fields'
import { rightsOf } from './rights'
import { ALERTS_A_PAGE, alertScopeOf, channelActions, DELIVERIES_SHOWN, inProject, type LoopRouteOptions, param, placeAfter } from './route'

const RECOVERY_DAYS = 30
const DAY_MS = 24 * 3600 * 1000

/** The fields of a form. */
const formOf = async (context: Context): Promise<URLSearchParams> => {
  const body = await readBody(context.req.raw, 32 * 1024)
  return new URLSearchParams('text' in body ? body.text : '')
}

/** A form says a channel as the address for programs does; what its kind does not need is left out. */
const channelOf = (form: URLSearchParams): Readonly<Record<string, unknown>> => {
  const text = (name: string) => form.get(name)?.trim() ?? ''
  const kind = text('kind') as Channel['kind'] // judged by what takes it
  const keeps = isKeeper(kind)
  const mail = kind === 'email'
  return {
    kind,
    name: text('name'),
    includeContact: form.has('includeContact'),
    ...(mail ? mailSent(mailForm(form)) : text('url') || !keeps ? { url: text('url') } : {}),
    ...(keeps
      ? { key: text('key'), identifyBy: text('identifyBy') || 'email' }
      : { includeComment: form.has('includeComment'), owner: text('owner'), language: text('language') || 'en' }),
    ...(kind === 'hubspot' && text('idProperty') ? { idProperty: text('idProperty') } : {}),
  }
}

/** `/inbox` and `/channels`: closing the loop for people, without a line of script. */
export const loopPages = (options: LoopRouteOptions): Hono => {
  const { store, reports, config, team, loop, live, now, log } = options
  const app = new Hono()
  const rights = rightsOf(team)
  const actions = channelActions(options)
  const door = createDoor(team)

  /** Where a page is, for whom it is made. */
  const hereOf = (context: Context, project: string): Place => ({
    ...placeOf(context, project, null),
    admin: team.can(context, 'admin', project),
  })

  /** A page for those who may; the form to sign in with for strangers. */
  const page = (path: string, least: Role, make: (context: Context, project: string, view: View) => Promise<Response>) =>
    app.get(
      path,
      inProject(async (context, project) => {
        const given = await team.signedIn(context)
        const place = placeOf(context, project, null)
        if (given !== 'right') return door.signIn(context, place, given, false, path === '/channels' ? 'channels' : 'inbox')
        if (!team.can(context, least, project)) return door.forbidden(context, place)
        try {
          return await make(context, project, await viewIn(context, store, project))
        } catch (cause) {
          if (!isUnavailable(cause)) log('A page of the inbox could not be made', cause)
          return context.html(errorPage(viewOf(context), context.req.path), isUnavailable(cause) ? 503 : 500, headers)
        }
      }),
    )

  page('/inbox', 'read', async (context, project, view) => {
    const scope = alertScopeOf(context, project, 'open')
    const since = new Date(now() - RECOVERY_DAYS * DAY_MS).toISOString()
    const [alerts, facets, recovery, any, channels, open] = await Promise.all([
      store.loop.alerts(scope, placeAfter(context), ALERTS_A_PAGE + 1),
      store.loop.facets(project),
      store.loop.recovery(project, since),
      store.loop.alerts({ project }, null, 1),
      store.loop.channels(project),
      store.loop.open({ project, state: 'open' }),
    ])
    const here = alerts.slice(0, ALERTS_A_PAGE)
    const told = await store.loop.responses(
      project,
      here.map(({ id }) => id),
    )
    const found = here.map((alert) => ({ alert, told: told.find(({ response }) => response.id === alert.id) ?? null }))
    const list = {
      found,
      more: alerts.length > ALERTS_A_PAGE,
      scope,
      facets,
      recovery,
      any: any.length > 0,
      channels: channels.length,
      n: open.n,
    }
    return context.html(inboxPage(view, hereOf(context, project), (await config.current(project))?.config ?? null, list), 200, headers)
  })

  page('/inbox/:id', 'read', async (context, project, view) => {
    const id = param(context, 'id')
    const [alert, told, known] = await Promise.all([
      store.loop.alert(project, id),
      store.loop.response(project, id),
      store.loop.case(project, id),
    ])
    const place = hereOf(context, project)
    if (known === null) return context.html(missingPage(view, place), 404, headers)
    const saved = context.req.query('saved') === '1'
    const mayEdit = team.can(context, 'edit', project)
    return context.html(
      casePage(view, place, (await config.current(project))?.config ?? null, { id, alert, told, mayEdit, ...known }, saved),
      200,
      headers,
    )
  })

  app.post(
    '/inbox/:id',
    rights.edit,
    inProject(async (context, project) => {
      const id = param(context, 'id')
      const form = await formOf(context)
      // A browser sends line ends as CR LF (HTML, "constructing the entry list"): nobody changed them.
      const given = ['state', 'assignee', 'note', 'gesture'].flatMap((name) => {
        const value = form.get(name)
        return value === null ? [] : [[name, value.replaceAll('\r\n', '\n')]]
      })
      const changed = await store.loop.changeCase(
        project,
        id,
        caseChange(Object.fromEntries(given)),
        rights.who(context),
        new Date(now()).toISOString(),
      )
      const place = placeOf(context, project, null)
      if (changed === null) return context.html(missingPage(viewOf(context), place), 404, headers)
      live.announce(project)
      return goOn(context, hrefTo(place, `/inbox/${encodeURIComponent(id)}`, { saved: '1' }))
    }),
  )

  const listOf = async (project: string): Promise<ChannelList['channels']> =>
    Promise.all(
      (await store.loop.channels(project)).map(async (channel) => ({
        channel,
        deliveries: await store.loop.deliveries(project, channel.id, DELIVERIES_SHOWN),
      })),
    )
  const show = async (context: Context, project: string, more: Omit<ChannelList, 'channels' | 'now'>, status: 200 | 400 = 200) =>
    context.html(
      channelsPage(await viewIn(context, store, project), hereOf(context, project), {
        channels: await listOf(project),
        now: now(),
        ...more,
      }),
      status,
      headers,
    )

  page('/channels', 'admin', (context, project) => {
    const done = context.req.query('done')
    return show(context, project, done === undefined ? {} : { done })
  })

  app.post(
    '/channels',
    rights.admin,
    inProject(async (context, project) => {
      const form = await formOf(context)
      try {
        const { channel, secrets } = await actions.add(context, project, channelOf(form))
        // Never in an address: so the page itself is the reply.
        if (channel.kind === 'webhook')
          return show(context, project, { secret: { name: channel.name, secret: secrets.secret, rotated: false } })
        return goOn(context, `${hrefTo(placeOf(context, project, null), '/channels')}#channel-${channel.id}`)
      } catch (error) {
        if (error instanceof Invalid) return show(context, project, { refused: { errors: error.errors, form } }, 400)
        throw error
      }
    }),
  )

  /** The channel of an address that names one, with the mail of its week. */
  const previewOf = async (context: Context, project: string) => {
    const channel = await store.loop.channel(project, context.req.query('channel') ?? '')
    if (channel?.kind !== 'email') return null
    const week = weekFrom(context.req.query('week') ?? '') ?? lastWeek(channel, now())
    const own = async (of: string) => (await config.current(of))?.config ?? null
    const digest = await buildDigest({ store, reports, config: own, publicUrl: loop.publicUrl, now }, channel, week, false)
    return { channel, week: week.from, letter: digestLetter(digest, channel), hasServer: loop.hasMail }
  }
  const framing = { ...headers, 'content-security-policy': `${headers['content-security-policy']}; frame-src 'self'` }
  page(DIGEST_PREVIEW, 'admin', async (context, project, view) => {
    const [place, preview] = [hereOf(context, project), await previewOf(context, project)]
    return preview ? context.html(digestPage(view, place, preview), 200, framing) : context.html(missingPage(view, place), 404, headers)
  })
  page(`${DIGEST_PREVIEW}/mail`, 'admin', async (context, project) => {
    const preview = await previewOf(context, project)
    if (preview === null) return context.html(missingPage(viewOf(context), hereOf(context, project)), 404, headers)
    return context.html(preview.letter.html ?? '', 200, {
      ...headers,
      'content-security-policy': mailPolicy,
      'x-frame-options': 'SAMEORIGIN',
    })
  })

  /** What a button does to a channel, and what the page says of it then. */
  const button = (path: string, act: (context: Context, project: string, channel: Channel) => Promise<string | Response>) =>
    app.post(
      `/channels/:id/${path}`,
      rights.admin,
      inProject(async (context, project) => {
        const place = placeOf(context, project, null)
        const channel = await store.loop.channel(project, param(context, 'id'))
        if (channel === null) return context.html(missingPage(viewOf(context), place), 404, headers)
        const done = await act(context, project, channel)
        if (typeof done !== 'string') return done
        return goOn(context, `${hrefTo(place, '/channels', { done })}${done === 'deleted' ? '' : `#channel-${channel.id}`}`)
      }),
    )
  button('test', async (_, project, channel) => {
    if (!isKeeper(channel.kind)) await actions.test(project, channel)
    return 'test'
  })
  button('pause', async (context, _project, channel) => {
    await actions.change(context, channel, { state: 'paused' })
    return 'paused'
  })
  button('resume', async (context, _project, channel) => {
    await actions.change(context, channel, { state: 'on' })
    loop.wake()
    return 'on'
  })
  button('secret', async (context, project, channel) =>
    channel.kind === 'webhook'
      ? show(context, project, { secret: { name: channel.name, secret: await actions.rotate(context, channel), rotated: true } })
      : 'on',
  )
  button('mail', async (context, project, channel) => {
    if (channel.kind !== 'email') return 'on'
    const form = await formOf(context)
    const values = mailForm(form)
    try {
      const sent = { ...mailSent(values), language: values.language, includeComment: values.includeComment }
      await actions.change(context, channel, channelChange(sent, channel, { at: actions.at(), allowLocal: options.allowLocal }))
    } catch (error) {
      if (error instanceof Invalid) return show(context, project, { refused: { errors: error.errors, form, channel: channel.id } }, 400)
      throw error
    }
    return 'changed'
  })
  button('digest', async (_context, _project, channel) => {
    if (channel.kind === 'email') await actions.testDigest(channel)
    return 'test'
  })
  button('delete', async (context, _project, channel) => {
    await actions.remove(context, channel)
    return 'deleted'
  })
  button('deliveries/:delivery/replay', async (context, project, { id }) => {
    await actions.replay(project, id, param(context, 'delivery'))
    return 'replayed'
  })
  return app
}
