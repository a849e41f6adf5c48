import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { Config, Question } from '../../../src/survey/config'
import { isScale, scaleOf } from '../../../src/survey/scale'
import { readBody } from '../http/body'
import { sameSiteOnly } from '../http/cors'
import { problem, refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import { scaleEnds } from '../metrics'
import { configured, homeOf } from '../report/journey'
import { type Askable, askPage, BELIEF, beliefPage, closedBeliefPage, thanksPage } from './belief'
import type { Gate } from './gate'
import { goOn, headers, originOf, placeOf } from './http'
import { hrefOf, type Place, unchosen } from './place'
import type { ResultsOptions } from './route'
import { viewIn } from './sample'
import type { View } from './view'

/** Tells browsers apart, so that each answers once; of what was answered, its hash alone is kept. */
const COOKIE = 'peakend-belief'
/** As long as browsers keep any (RFC 6265bis, 400 days). */
const COOKIE_S = 400 * 24 * 3600
const private_ = { ...headers, 'referrer-policy': 'same-origin', 'x-robots-tag': 'noindex, nofollow' }

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')

/** Of each survey that is on the first scale: the one its score is about. */
const askableIn = (view: View, config: Config | null): readonly Askable[] => {
  const known = configured(config)
  return (config?.surveys ?? []).flatMap((survey) => {
    const asked = (Array.isArray(survey.questions) ? (survey.questions as readonly Question[]) : []).find(isScale)
    if (survey.enabled === false || asked === undefined) return []
    const { min, max } = scaleOf(asked)
    const touchpoint = homeOf(survey)
    const name = known.get(touchpoint)?.name
    return [
      {
        touchpoint,
        name: name ? view.text(name) : touchpoint,
        asked: {
          survey: survey.id,
          metric: asked.type,
          text: asked.text,
          points: max - min + 1,
          countsFrom: asked.type === 'csat' ? (asked.countsFrom ?? null) : null,
          labels: asked.labels ?? [],
        },
      },
    ]
  })
}

/** `/results/belief`: links are made, closed and deleted. `/belief/…`: what staff see who have one. */
export const beliefRoutes = ({ store, config, team, now, demo }: ResultsOptions, gate: Gate): Hono => {
  const app = new Hono()
  const mayEdit = team.may('edit')
  const time = () => new Date(now()).toISOString()
  const byOf = (context: Context) => ({ who: team.who(context), at: time() })

  const page = async (
    view: View,
    place: Place,
    { made = null, isWrong = false, news = '' }: { made?: string | null; isWrong?: boolean; news?: string },
  ) => {
    const configuration = (await config.current(place.project))?.config ?? null
    const known = configured(configuration)
    const nameOf = (touchpoint: string) => {
      const name = known.get(touchpoint)?.name
      return name ? view.text(name) : touchpoint
    }
    return beliefPage(view, place, {
      links: await store.beliefs.list(place.project),
      askable: askableIn(view, configuration),
      ...{ nameOf, made, isWrong, news },
    })
  }

  app.get(BELIEF, (context) =>
    gate.enter(context, 'The page of what staff expect', 'edit', (view, place) => {
      const done = context.req.query('done')
      return page(view, place, { news: done === 'closed' || done === 'removed' ? view.words.belief.done[done] : '' })
    }),
  )

  app.post(BELIEF, mayEdit, async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const place = placeOf(context, project, demo)
    const view = await viewIn(context, store, project)
    const body = await readBody(context.req.raw, 4096)
    const survey = new URLSearchParams('text' in body ? body.text : '').get('survey') ?? ''
    const found = askableIn(view, (await config.current(project))?.config ?? null).find(({ asked }) => asked.survey === survey)
    if (found === undefined) {
      if (context.req.header('accept')?.includes('text/html')) return context.html(await page(view, place, { isWrong: true }), 404, headers)
      return refuse(
        problem('not-found', 404, 'There is no such survey, or it asks no scale', 'Nothing was changed.', [
          { path: 'survey', expected: 'the id of a survey that is on and asks a scale', got: survey.slice(0, 40) || 'nothing' },
        ]),
      )
    }
    const secret = randomBytes(32).toString('base64url')
    const { touchpoint, asked } = found
    await store.beliefs.add(
      { id: randomUUID(), project, touchpoint, asked, createdAt: time(), closedAt: null },
      hashOf(secret),
      byOf(context),
    )
    return context.html(await page(view, place, { made: `${place.origin}/belief/${secret}` }), 200, headers)
  })

  for (const [deed, act, done] of [
    ['close', 'close', 'closed'],
    ['delete', 'remove', 'removed'],
  ] as const)
    app.post(`${BELIEF}/:id/${deed}`, mayEdit, async (context) => {
      const project = projectOf(context.req.url)
      if (project === null) return refuse(invalidProject)
      const isThere = await store.beliefs[act](project, context.req.param('id') ?? '', byOf(context))
      if (!isThere)
        return refuse(problem('not-found', 404, 'There is no such link', 'Nothing was changed. It may have been closed or deleted.'))
      return goOn(context, hrefOf(placeOf(context, project, demo), unchosen, BELIEF, { done }))
    })

  const closed = (context: Context, view: View) => context.html(closedBeliefPage(view), 404, private_)
  const nameAt = async (view: View, project: string, touchpoint: string): Promise<string> => {
    const name = configured((await config.current(project))?.config ?? null).get(touchpoint)?.name
    return name ? view.text(name) : touchpoint
  }

  app.get('/belief/:secret', (context) =>
    gate.show(context, placeOf(context, 'default', null), 'A question to staff', async (view) => {
      const link = await store.beliefs.find(hashOf(context.req.param('secret')))
      if (link === null) return closed(context, view)
      const browser = getCookie(context, COOKIE)
      if (browser !== undefined && (await store.beliefs.has(link, hashOf(browser))))
        return context.html(thanksPage(view, true), 200, private_)
      if (browser === undefined)
        setCookie(context, COOKIE, randomBytes(24).toString('base64url'), {
          path: '/belief',
          httpOnly: true,
          sameSite: 'Strict',
          secure: originOf(context).startsWith('https:'),
          maxAge: COOKIE_S,
        })
      return context.html(askPage(view, link.asked, await nameAt(view, link.project, link.touchpoint), null), 200, private_)
    }),
  )

  app.post('/belief/:secret', sameSiteOnly, (context) =>
    gate.show(context, placeOf(context, 'default', null), 'An answer of staff', async (view) => {
      const link = await store.beliefs.find(hashOf(context.req.param('secret')))
      if (link === null) return closed(context, view)
      const body = await readBody(context.req.raw, 1024)
      const text = 'text' in body ? (new URLSearchParams(body.text).get('value') ?? '') : ''
      const [min, max] = scaleEnds(link.asked.metric, link.asked.points)
      const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN
      const browser = getCookie(context, COOKIE)
      const wrong = browser === undefined ? 'cookies' : value >= min && value <= max ? null : 'choose'
      if (browser === undefined || wrong !== null)
        return context.html(askPage(view, link.asked, await nameAt(view, link.project, link.touchpoint), wrong), 422, private_)
      const outcome = await store.beliefs.answer(link, hashOf(browser), value, time().slice(0, 10))
      return outcome === 'full' ? closed(context, view) : context.html(thanksPage(view, outcome === 'before'), 200, private_)
    }),
  )
  return app
}
