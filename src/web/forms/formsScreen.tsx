import { useState } from 'preact/hooks'
import { routes, type FormSummary } from '../../contract/routes.ts'
import type { Lang } from '../../locale/errorText.ts'
import { addressOf } from '../call.ts'
import { lang, words } from '../preferences.ts'
import { forms } from '../state.ts'

/** The forms that can be handed out: how they look, and their PDF. */
export function FormsScreen() {
  const say = words.value
  return (
    <div class="forms">
      <div class="toolbar">
        <h1>{say('forms.title')}</h1>
      </div>
      <div class="scroll">
        {forms.value?.map((form) => (
          <FormCard key={`${form.form} ${form.version}`} form={form} />
        ))}
      </div>
    </div>
  )
}

function FormCard({ form }: { form: FormSummary }) {
  const say = words.value
  const [printLang, setPrintLang] = useState<Lang>(lang.value)
  const params = { form: form.form, version: form.version }
  return (
    <article class="form" data-form={form.form}>
      <div class="about">
        <h2>{form.title[lang.value]}</h2>
        <p>{form.campaign[lang.value]}</p>
        <dl>
          <div>
            <dt>{say('forms.version')}</dt>
            <dd>
              {form.form} v{form.version} · {form.fingerprint}
            </dd>
          </div>
          <div>
            <dt>{say('forms.windowTitle')}</dt>
            <dd>{say('forms.window', { from: form.window.from, to: form.window.to })}</dd>
          </div>
        </dl>
        <div class="printLang" role="group" aria-label={say('forms.language')}>
          <span class="muted">{say('forms.language')}</span>
          {(['zh', 'en'] as const).map((code) => (
            <button key={code} type="button" aria-pressed={printLang === code} onClick={() => setPrintLang(code)}>
              {code === 'zh' ? '中文' : 'English'}
            </button>
          ))}
        </div>
        <div class="downloads">
          <a
            class="main"
            href={addressOf(routes.printForm, { params, query: { lang: printLang, serial: 'new' } })}
            download
          >
            {say('forms.download')}
          </a>
          <a href={addressOf(routes.printForm, { params, query: { lang: printLang, serial: 'none' } })} download>
            {say('forms.downloadPlain')}
          </a>
          <a href={addressOf(routes.printLabel, { params })} download>
            {say('forms.label')}
          </a>
        </div>
        <p class="muted">{say('forms.serialHint')}</p>
      </div>
      <div class="previews">
        {Array.from({ length: form.pages }, (_, i) => (
          <figure key={i}>
            <img
              src={addressOf(routes.previewForm, { params: { ...params, page: i + 1 }, query: { lang: printLang } })}
              alt={say('forms.preview', { page: i + 1 })}
              width={form.pageSize.widthMm}
              height={form.pageSize.heightMm}
              loading="lazy"
            />
            <figcaption>{say('letter.page', { page: i + 1 })}</figcaption>
          </figure>
        ))}
      </div>
    </article>
  )
}
