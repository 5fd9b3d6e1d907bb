/** 错误率：抽检测得的结果。 */
export const errorRates = {
  title: '错误率',
  about:
    '已定的字段随机抽出（{shares}，百分比），由没有看过的人再录，不同的由第三人裁定。导出的每个文件都写明这里的数字。',
  toKey: '项待再录',
  toSettle: '项待裁定',
  oldest: '最早的抽于 {at}',
  all: '全部',
  byKind: '按字段类别与定值方式',
  byMonth: '按月',
  columns: {
    kind: '字段类别',
    month: '月份',
    how: '定值方式',
    drawn: '抽出',
    sampled: '已检',
    differing: '未裁定',
    wrong: '错',
    rate: '错误率',
    interval: '95% 区间',
    target: '允许错误',
    upper: '按区间上限',
    point: '按实测',
  },
  ways: { machine: '机器', person: '一人', agreed: '两人一致', settled: '仲裁' },
  notMeasured: '未测',
  thresholds: '建议的阈值',
  borne: '允许错误',
  ofEachKind: '各类自己的',
  reckon: '计算',
  alwaysPerson: '必须人看',
  tooFew: '抽检不足：{n}，至少需要 {least}',
  noneBorne: '没有够好的阈值（已检 {n}）',
  from: '不低于 {score}，仍需人看 {share}',
}

export type ErrorRateWords = Widened<typeof errorRates>
type Widened<T> = { [K in keyof T]: T[K] extends string ? string : Widened<T[K]> }
