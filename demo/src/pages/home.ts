import { html } from 'hono/html'
import { homeSteps } from '../goods/home'
import { type Home, isWhole, suiting } from '../shop/home'
import { moment } from './data'
import { layout } from './layout'
import { productList } from './product-card'
import { type Html, nothing, type View } from './view'

const question = (view: View, home: Home): Html | string => {
  const { words, text, href } = view
  const step = homeSteps[home.length]
  if (!step) return nothing
  const isLast = home.length === homeSteps.length - 1
  return html`
    <form class="home-step" method="${isLast ? 'post' : 'get'}" action="${href('/account/start')}">
      ${home.map((id, i) => html`<input type="hidden" name="${homeSteps[i]?.id ?? ''}" value="${id}">`)}
      <fieldset>
        <legend>${text(step.text)}</legend>
        ${step.answers.map(
          (answer) => html`
        <label class="choice"><input type="radio" name="${step.id}" value="${answer.id}" required><span>${text(answer.text)}</span></label>`,
        )}
      </fieldset>
      <p><button class="button">${isLast ? words.services.homeLast : words.services.homeNext}</button></p>
    </form>`
}

const done = (view: View, home: Home): Html => {
  const { services } = view.words
  return html`
    <h1>${services.homeDone}</h1>
    <p class="lead">${services.homeDoneText}</p>
    ${productList(view, suiting(home), { first: 4 })}
    <p class="aside-link"><a href="${view.href('/account')}">${view.words.accountTitle}</a></p>
    ${moment('onboarding_completed', { steps: homeSteps.length })}`
}

/** Three questions, one a page; the last press is the end of it, and is told. */
export const homePage = (view: View, home: Home): Html => {
  const { services } = view.words
  return layout(view, {
    title: isWhole(home) ? services.homeDone : services.home,
    at: 'account',
    main: html`
      <div class="wide">
        ${
          isWhole(home)
            ? done(view, home)
            : html`
        <p class="crumb">${services.homeStep(home.length + 1)}</p>
        <h1>${services.home}</h1>
        <p class="lead">${services.homeText}</p>
        ${question(view, home)}`
        }
      </div>`,
  })
}
