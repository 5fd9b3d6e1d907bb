/** 扫描的毛病：随页显示。 */
export const scan = {
  findings: '扫描有什么毛病',
  noRescans: '没有要重扫的页。',
  print: '打印清单',
  printed: '重扫清单 · {n} 项 · {at}',
  place: '第 {n} 张，共 {of} 张',
  came: '收到',
  envelope: '邮件号',
  serial: '序列号',
  unknown: '不详',
  letterBack: '{by} 退回重扫',
  letterPages: '整封 {n} 页',
  rescanHint: '重新扫描后放进收件夹即可；更好的一份归入信件后，这里会自动消失。',
}
