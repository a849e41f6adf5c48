import { html } from 'hono/html'
import { articles } from '../goods/articles'
import type { Article } from '../goods/types'
import { layout } from './layout'
import { type Html, nothing, type View } from './view'

const topics = [...new Set(articles.map(({ topic }) => topic))]

const list = ({ text, href }: View, some: readonly Article[]): Html => {
  const item = ({ slug, title, lead }: Article) =>
    html`<li><a href="${href(`/help/${slug}`)}">${text(title)}</a><p class="quiet">${text(lead)}</p></li>`
  return html`<ul class="articles">${some.map(item)}</ul>`
}

/** The chat is a script: without one there is nothing to open. */
const chat = ({ words }: View): Html => html`
  <section class="ask scripted" aria-labelledby="ask">
    <h2 id="ask">${words.chatTitle}</h2>
    <p>${words.chatText}</p>
    <button type="button" class="button" data-chat>${words.chatOpen}</button>
  </section>`

const topicOf = (view: View, topic: Article['topic']): Html => {
  const some = articles.filter((article) => article.topic === topic)
  return html`<section aria-labelledby="topic-${topic}"><h2 id="topic-${topic}">${view.words.topics[topic]}</h2>${list(view, some)}</section>`
}

export const helpPage = (view: View): Html => {
  const { words } = view
  return layout(view, {
    title: words.help,
    at: 'help',
    soft: true,
    main: html`
      <div class="wide">
        <div class="help-top">
          <div>
            <h1 tabindex="-1">${words.helpTitle}</h1>
            <p class="lead">${words.helpText}</p>
          </div>
          <img class="spot" src="/pictures/help.svg" alt="" width="320" height="240">
        </div>
        <div class="topics">${topics.map((topic) => topicOf(view, topic))}</div>
        ${chat(view)}
      </div>`,
  })
}

/** Its question is asked in place, by the visitor's own click. */
const helpful = ({ words }: View, { slug }: Article): Html => html`
  <section class="helpful scripted" aria-labelledby="helpful">
    <div class="helpful-ask">
      <h2 id="helpful">${words.helpfulTitle}</h2>
      <button type="button" class="button quiet-button" data-helpful="${slug}" aria-controls="helpful-here" aria-expanded="false">
        ${words.helpfulOpen}
      </button>
    </div>
    <div id="helpful-here"></div>
  </section>`

/** One answer. */
export const articlePage = (view: View, article: Article): Html => {
  const { words, text, href } = view
  const others = articles.filter((other) => other !== article && other.topic === article.topic)
  const more = html`<section aria-labelledby="others"><h2 id="others">${words.otherArticles}</h2>${list(view, others)}</section>`
  return layout(view, {
    title: text(article.title),
    description: text(article.lead),
    at: 'help',
    soft: true,
    main: html`
      <div class="wide reading">
        <article>
          <p class="crumb"><a href="${href('/help')}">${words.help}</a> · ${words.topics[article.topic]}</p>
          <h1 tabindex="-1">${text(article.title)}</h1>
          <p class="lead">${text(article.lead)}</p>
          ${article.body.map((paragraph) => html`<p>${text(paragraph)}</p>`)}
        </article>
        <div class="reading-end">${others.length > 0 ? more : nothing}${chat(view)}</div>
        ${view.recipe ? nothing : helpful(view, article)}
      </div>`,
  })
}
