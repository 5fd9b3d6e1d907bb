import type { LoadedForm } from '../contract/form.ts'
import { XianceError } from '../contract/errors.ts'
import { routes, type FormSummary } from '../contract/routes.ts'
import { printForm } from '../print/printForm.ts'
import { printLabel } from '../print/printLabel.ts'
import type { App } from './app.ts'
import type { AppParts } from './parts.ts'

const PDF = 'application/pdf'

export function formRoutes(app: App, { forms, newSerial, previewPage }: AppParts): void {
  const find = (id: string, version: number): LoadedForm => {
    const form = forms.find((candidate) => candidate.id === id && candidate.version === version)
    if (form !== undefined) return form
    throw new XianceError('FORM_UNKNOWN', {
      form: `${id} v${version}`,
      known: forms.map((f) => `${f.id} v${f.version}`).join(', '),
    })
  }
  app.route({ ...routes.listForms, handler: async () => forms.map(summary) })
  app.route({
    ...routes.printForm,
    handler: async ({ params, query }, reply) => {
      const form = find(params.form, params.version)
      const serial = query.serial === 'new' ? newSerial() : null
      const name = `${form.id}-v${form.version}${serial === null ? '' : `-${serial}`}.pdf`
      const bytes = await printForm(form, { lang: query.lang, serial })
      return reply.type(PDF).header('content-disposition', `attachment; filename="${name}"`).send(Buffer.from(bytes))
    },
  })
  app.route({
    ...routes.previewForm,
    handler: async ({ params, query }, reply) => {
      const form = find(params.form, params.version)
      if (params.page > form.layout.pages.length) throw new XianceError('PAGE_UNKNOWN', { page: params.page })
      return reply.type('image/png').send(Buffer.from(await previewPage(form, params.page, query.lang)))
    },
  })
  app.route({
    ...routes.printLabel,
    handler: async ({ params }, reply) => {
      const form = find(params.form, params.version)
      const name = `${form.id}-ems-label.pdf`
      const bytes = await printLabel(form.campaign)
      return reply.type(PDF).header('content-disposition', `attachment; filename="${name}"`).send(Buffer.from(bytes))
    },
  })
}

function summary({ id, version, title, campaign, layout }: LoadedForm): FormSummary {
  const { pages, pageSize, fingerprint } = layout
  return {
    form: id,
    version,
    title,
    campaign: campaign.title,
    pages: pages.length,
    pageSize,
    fingerprint,
    window: campaign.window,
  }
}
