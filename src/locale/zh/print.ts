/** 打印件上不属于任何征集表的文字。 */
export const print = {
  label: {
    title: 'EMS 地址签',
    to: '收件人',
    from: '寄件人',
    name: '姓名',
    telephone: '电话',
    address: '地址',
    postcode: '邮编',
    cut: '沿边框剪下，贴在 EMS 信封正面',
    window: '请于 {to} 前寄出，以邮戳为准',
  },
  separator: {
    title: '信件分隔页',
    divider: '下一封',
    use: '放在这一封各页的最前面，一起扫描。用后收回。',
    useDivider: '邮件号扫不出、也没有编码时，放在两封信之间。可反复使用。',
    sticker: '信件编码',
  },
  handover: {
    title: '邮件交接单',
    number: '序号',
    waybill: '邮件号',
    postmark: '邮戳',
    forms: '表',
    pages: '页',
    attachments: '附件',
    enclosures: '夹寄与说明',
    clerk: '登记人',
    cleared: '核销',
    given: '交出人签名',
    taken: '接收人签名',
    yes: '是',
  },
  totals: ['信封', '征集表', '表页', '附件页'],
} as const

type Words<T> = { readonly [K in keyof T]: string }
export interface PrintWords {
  readonly label: Words<typeof print.label>
  readonly separator: Words<typeof print.separator>
  readonly handover: Words<typeof print.handover>
  readonly totals: readonly [string, string, string, string]
}
