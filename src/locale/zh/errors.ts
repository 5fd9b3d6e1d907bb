import type { ErrorSentences } from '../errorText.ts'

/** 每个错误：发生了什么、下一步怎么办。花括号内是具体的事物。 */
export const errors: ErrorSentences = {
  USAGE: { what: '命令写法不对：{problem}', next: '运行 xiance help 查看全部命令和写法。' },
  SETTING_INVALID: { what: '设置 {variable} 的值“{value}”不可用。', next: '请改为：{allowed}。' },
  REQUEST_INVALID: {
    what: '请求的内容不符合约定：{problem}',
    next: '请刷新页面再试；如果反复出现，请把这句话告诉运维人员。',
  },
  REQUEST_FOREIGN: {
    what: '这个请求不是从献策自己的页面发出的，已拒绝。',
    next: '请直接在浏览器打开启动时显示的地址；若要用别的主机名，请把它写入 XIANCE_HOSTS。',
  },
  SIGN_IN_NEEDED: { what: '您还没有登录，或登录已过期。', next: '请登录；您录入的内容还在浏览器草稿中。' },
  SIGN_IN_FAILED: { what: '账户名或密码不对。', next: '请重新输入；忘记密码时请管理员运行 xiance user password。' },
  SIGN_IN_WAIT: { what: '输错的次数太多。', next: '请等 {seconds} 秒再试。' },
  NOT_ALLOWED: { what: '您的角色不能做这件事。', next: '需要的角色：{roles}。请找管理员。' },
  PASSWORD_WEAK: { what: '这个密码太弱。', next: '至少 {least} 个字符，不要重复同一个字，不要包含账户名。' },
  PERSON_NAME_INVALID: { what: '“{name}”不能作账户名。', next: '请用 1–32 个汉字、字母或数字，中间可用 . _ -。' },
  PERSON_EXISTS: { what: '已经有账户“{name}”。', next: '请换一个名字：账户名从不改给别人。' },
  PERSON_UNKNOWN: { what: '没有账户“{name}”。', next: '运行 xiance user list 查看全部账户。' },
  LAST_ADMINISTRATOR: { what: '“{name}”是最后一个管理员。', next: '请先建立或启用另一个管理员。' },
  NOT_FOUND: { what: '没有这个地址：{path}', next: '请回到信件列表。' },
  FORM_UNKNOWN: { what: '没有征集表“{form}”。', next: '现有的征集表：{known}。' },
  FORM_INVALID: { what: '{file} 第 {line} 行写得不对。', next: '这里应当是：{expected}。' },
  FORM_BREACHES: {
    what: '征集表 {form} 有 {count} 处不符合版面规则。',
    next: '运行 xiance form check {form}，按所列毫米数修改。',
  },
  LETTER_UNKNOWN: { what: '没有信件 {letter}。', next: '请在信件列表中查找。' },
  PAGE_UNKNOWN: { what: '没有页面 {page}。', next: '请刷新信件；如果仍然没有，请重新扫描这一页。' },
  ARRIVAL_UNKNOWN: { what: '没有到件 {arrival}。', next: '请在收件页查找。' },
  RETRY_USELESS: {
    what: '到件 {arrival} 没有可以重试的内容。',
    next: '文件本身有问题时，请按原因处理后重新扫描或重新上传。',
  },
  STALE_PAGES: { what: '您看过之后，别人已经动过这些页。什么都没有改。', next: '请看现在的样子，再决定一次。' },
  PAGE_BEING_READ: { what: '页面 {page} 正在等待识读或正在识读。', next: '等它读完再决定；识读已暂停时请先继续。' },
  STEPS_FAILED: {
    what: '画不出页面 {page} 的各步图像。',
    next: '请稍后再试；原件读不出或已不在时，只能看“收件”页上的图像和原因。',
  },
  PAGE_FITTED: { what: '页面 {page} 不需要手工对准。', next: '只有搁置而没有对准的页才能手工对准；请刷新“收件”页。' },
  ID_INVALID: {
    what: '“{id}”不是印在页码标识旁的编号。',
    next: '请照纸上抄：序列号和页，如 K7QF-3M9D p1；抄错一个字符也会被查出。',
  },
  ID_NOT_PRINTED: {
    what: '“{id}”与备案的征集表对不上，或这一页的标识写的是另一页。',
    next: '请把编号抄全（名称、版本、页、序列号），如 GOLDEN-IDEAS-2021 v1 p1/2 K7QF-3M9D。',
  },
  ID_ELSEWHERE: {
    what: '编号属于信件 {letter}，而这一页与信件 {there} 放在一起。什么都没有改。',
    next: '请再看编号；纸确实放错了信封时，先在“查看拆分”中把它切开。',
  },
  SPLIT_NOT_READY: { what: '到件 {arrival} 的页还没有全部看过，尚未拆分。', next: '请稍候再打开。' },
  SPLIT_NOTHING: { what: '前面没有可以切开或合并的内容，或这一页已经在那里。', next: '请换一页或换一处。' },
  SPLIT_TWO_ENVELOPES: {
    what: '这两份各有自己的邮件号或编码，是两个信封。',
    next: '需要时逐页移动；邮件号登记错了请到登记页更正。',
  },
  SPLIT_OTHER_SERIAL: {
    what: '页面 {page} 的页码标识表明它属于另一封信。',
    next: '有标识的页只归它自己的信；请核对是否拿错了页。',
  },
  SPLIT_PAGE_THERE: { what: '信件 {letter} 已经有这个页码。', next: '请在“收件”的“搁置的页”中比较两份，选定其一。' },
  SPLIT_LAST_PAGE: { what: '这是那封信唯一的表页，移走后信就空了。', next: '请把另一封信的页移到这封信来。' },
  SPLIT_KEYED: {
    what: '页面 {page} 的内容已有人录入在信件 {letter} 中，移走会丢下录入的内容。',
    next: '请由主管核对；人工录入不会随页移动。',
  },
  CHOICE_USELESS: { what: '页面 {page} 没有可以二选一的另一份。', next: '请刷新“收件”页，按页面旁的原因处理。' },
  ENVELOPE_UNKNOWN: { what: '没有登记过信封 {envelope}。', next: '请在登记页查找，或重新扫描邮件号。' },
  WAYBILL_INVALID: {
    what: '邮件号不对：{groups}',
    next: '请与面单逐组对照：13 位，或两字母、九数字、两字母；末位数字是校验位。扫不出时按 F8 用本系统的编码。',
  },
  WAYBILL_TAKEN: { what: '邮件号 {waybill} 已经登记在信封 {envelope} 上。', next: '请核对面单，或打开那一封。' },
  STALE_ENVELOPE: {
    what: '您打开之后，别人已经改过信封 {envelope}。什么都没有覆盖。',
    next: '请看现在的内容，再改一次。',
  },
  ENVELOPE_NOT_CLEAR: { what: '信封 {envelope} 还有没弄清的地方。', next: '请先处理；确实如此时写一句说明再核销。' },
  FIELD_UNKNOWN: { what: '信件 {letter} 没有字段 {field}。', next: '请刷新页面，按现在的征集表重新录入。' },
  REASON_NEEDED: {
    what: '字段 {field} 的值不合规则（{rules}），没有说明为什么仍这样记。什么都没有写入。',
    next: '请回到这个字段，按 Enter 选一个原因，再保存。',
  },
  STALE_SAVE: { what: '您打开之后，别人已经保存过这封信。什么都没有覆盖。', next: '请逐项比较两个值，选定后再保存。' },
  KEYING_NOT_YOURS: {
    what: '字段 {field} 现在不该由您录入，什么都没有写入。',
    next: '第二遍由另一个人录入；两人不一致时由没有录过的仲裁员决定。',
  },
  SAMPLE_GONE: { what: '抽检 {sample} 已由别人录过，或正在别人手上。', next: '请取下一项。' },
  SAMPLE_NOT_YOURS: {
    what: '抽检 {sample} 的字段您录过，或看过那封信，不能再由您检。什么都没有写入。',
    next: '请取下一项；这一项由没有看过的人来做。',
  },
  LETTER_HELD: {
    what: '{person} 正在校对信件 {letter}，什么都没有写入。',
    next: '您已录入的内容留在草稿中；请另选一封，或等其交回。',
  },
  PATH_UNKNOWN: { what: '找不到 {path}。', next: '请检查路径是否写对、是否有权读取。' },
  PLAIN_BEYOND_LOOPBACK: {
    what: '地址 {host} 会让别的电脑连进来，而密码和信件将以明文传送。',
    next: '请设置 XIANCE_TLS_CERT 和 XIANCE_TLS_KEY；或者只绑定 127.0.0.1，由前面的代理加密；确知网络可信时设置 XIANCE_PLAIN=allow。',
  },
  CERTIFICATE_UNUSABLE: {
    what: '证书 {cert} 或私钥 {key} 无法使用：{problem}',
    next: '两个都要给出，PEM 格式，并且彼此匹配、本进程可读。',
  },
  PORT_TAKEN: { what: '端口 {port} 已被占用。', next: '请停止占用它的程序，或设置 XIANCE_PORT 换一个端口。' },
  DATA_FOLDER_IN_USE: {
    what: '数据文件夹 {path} 正被另一个献策进程使用。',
    next: '请先停止那个进程，或设置 XIANCE_DATA 用另一个文件夹。',
  },
  DATA_FOLDER_UNUSABLE: { what: '数据文件夹 {path} 无法使用。', next: '请检查它是否存在、是否可写、磁盘是否已满。' },
  DATABASE_NEWER: {
    what: '数据库 {path}（版本 {database}）比本软件（版本 {software}）新。',
    next: '请升级软件后再打开，不要用旧软件写新数据。',
  },
  MODEL_MISSING: {
    what: '缺少识别模型：{path}',
    next: '添加模型时请核对路径；否则请运行 npm ci 重新安装，然后运行 xiance doctor。',
  },
  MODEL_DAMAGED: {
    what: '识别模型已损坏：{path}',
    next: '请运行 npm ci 重新安装（自行添加的模型请用 xiance models add 重新添加），然后运行 xiance models verify。',
  },
  MODEL_UNKNOWN: {
    what: '没有名为 {model} 的识别模型。',
    next: '已有的模型：{known}。添加新模型请用 xiance models add。',
  },
  MODEL_REFUSED: {
    what: '不能添加 {path} 中的模型：{problem}',
    next: '请核对模型、字典与说明（见 README 的“识别模型”）。',
  },
  DISK_FULL: {
    what: '磁盘已满，收件已暂停：{path}',
    next: '已收的信件都在，收件夹里的文件没有动。请腾出空间，系统会自动继续。',
  },
  FOLDER_READ_ONLY: {
    what: '文件夹不能写入，收件已暂停：{path}',
    next: '已收的信件都在。请恢复写入权限（磁盘是否被改为只读？），系统会自动继续。',
  },
  INBOX_GONE: {
    what: '收件夹不见了，收件已暂停：{path}',
    next: '请检查网络共享或移动硬盘是否已连接；恢复后系统会自动继续。',
  },
  INTAKE_PAUSED: { what: '收件已由人暂停，文件没有收入。', next: '请在收件页按“继续收件”，然后重新上传。' },
  AUDIT_BROKEN: {
    what: '审计记录从第 {number} 条起与写入时不符：{problem}',
    next: '请停止服务、保留这个数据库文件作为证据，并与最近的备份比较。',
  },
  CALIBRATION_INVALID: {
    what: '可信度校准文件无法使用：{path} {problem}',
    next: '请删除它（改用随产品提供的校准），或重新运行 xiance calibrate。',
  },
  BROWSER_MISSING: {
    what: '没有可用的浏览器：{problem}',
    next: '请安装 Chromium（例如 apt install chromium），并在源码目录运行 npm ci（包含开发依赖）。',
  },
  BLOB_DAMAGED: { what: '保存的原件 {sha256} 与它的校验值不符。', next: '请从备份恢复这个文件，不要删除它的记录。' },
  INTAKE_INCOMPLETE: { what: '有 {count} 个文件没有得到结果。', next: '请看上表中的原因，处理后再次收入。' },
  INTAKE_REFUSED: {
    what: '{count} 个文件没有收进任何信件，其余已收好。',
    next: '请按上表的原因和建议处理后再次收入。',
  },
  INTERNAL: { what: '程序出错了：{problem}', next: '您录入的内容还在浏览器草稿中。请重试；仍然不行时请查看日志。' },
}
