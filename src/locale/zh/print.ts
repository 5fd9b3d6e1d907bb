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
} as const

export type PrintWords = { readonly label: Readonly<Record<keyof typeof print.label, string>> }
