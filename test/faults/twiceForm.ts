import type { KnownForm } from '../../src/contract/digitize.ts'
import { smallForm } from './smallPages.ts'

/** What doubtfulReader.ts says of each letter. */
export const MACHINE = { phone: '13900001111', mail: 'machine@xiance.cn' } as const

const line = { kind: 'line', personal: true, rules: { required: true }, keying: 'twice' } as const

/** The small form with a telephone and an address that two people key. */
export const twiceForm: KnownForm = {
  ...smallForm,
  layout: {
    ...smallForm.layout,
    pages: smallForm.layout.pages.map((page) =>
      page.page !== 1
        ? page
        : {
            ...page,
            fields: [
              ...page.fields,
              {
                ...line,
                id: 'phone',
                decoder: 'telephone',
                label: { zh: '电话', en: 'Telephone' },
                boxMm: { x: 5, y: 62, w: 50, h: 6 },
              },
              {
                ...line,
                id: 'mail',
                decoder: 'email',
                label: { zh: '邮箱', en: 'E-mail' },
                boxMm: { x: 5, y: 70, w: 50, h: 6 },
              },
            ],
          },
    ),
  },
}
