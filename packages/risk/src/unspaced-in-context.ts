import { UNSPACED_DEVICE } from "./lexicon/devices";
import type { Verb, VerbKind } from "./lexicon/verb-kind";

const MONEY =
  /请求书|請求書|支付|付款|退款|转账|轉帳|发票|發票|订阅|訂閱|充值|提现|支払|返金|決済|送金|定期購読|サブスクリプション|购买|購入|扣款|账单|工资|薪资|薪水|奖金|給与|給料|賃金|采购单|采购订单|打款|汇款|振込|賞与|報酬|保険金|押金|定金|保证金|贷款|敷金|寄付金|義援金|代金|資金を|現金|违约金|罚金|红包|入札|出価|買い注文|売り注文|发注書|発注書/;
/** What is done to these moves no money: "給与計算" works something out. */
const NOT_MOVED =
  /^(?:テンプレート|模板|提醒|通知|方式|方法|計算|明細|データ|情報|レポート|报告|报表|申请|申請|草稿|草案|下書き|の?下書き|记录|記録|備考|备注|标签|状态|抬头|設定|计划|規則|规则|権限|权限|事件|イベント|予定|案|見積)/;
const CODE = /SQL|Cypher|脚本|代码|命令|スクリプト|コマンド|コード|クエリ|シェル|shell|JavaScript|Python/i;
const LOOKS =
  /(検索|查询|搜索|分析|確認|チェック|检查|計算|计算|比較|スキャン|扫描|查詢|搜尋|検証|验证|調査|診断|評価|翻訳|照合|シミュレーション|试算|模拟|核对|对比|统计|統計|集計|预览|プレビュー|预测|予測)/;
/** What a run of these words is of may only be looked at. */
const RUNS = /^(?:実行|执行|執行|进行|進行|実施|行)/;

interface Rule {
  readonly verbs: RegExp;
  /** Of what stands next to the verb: behind it in Chinese, before it in Japanese. */
  readonly object: RegExp;
  readonly becomes: VerbKind;
  readonly because: string;
}

/** Verbs whose object decides, the first that fits. */
const RULES: readonly Rule[] = [
  {
    verbs: /^(?:撤回|撤销|撤銷|取り下げ|取下げ?|取消|収回)$/,
    object:
      /申请|申請|审批|报名|流程|投诉|举报|提案|投票|草稿|操作|评论|回答|预约|请假|報名|更改|修改|変更|编辑|申し込|稟議/,
    becomes: "write",
    because: "what is taken back can be handed in again",
  },
  {
    verbs: /^(?:重置|リセット|クリア|清除|清空|清零|初期化)$/,
    object:
      /密码|密碼|パスワード|筛选|フィルタ|选择|選択|計時|计时|タイマー|表单|表單|フォーム|输入|入力|视图|カウンタ|搜索条件|検索条件/,
    becomes: "write",
    because: "what is reset can be set again",
  },
  {
    verbs: /^(?:注销|註銷|クリア)$/,
    object: /^(?:当前)?(?:登录|登入|会话|セッション)/,
    becomes: "write",
    because: "who is logged out can log in again",
  },
  {
    verbs: /^(?:移除|移出|删除|刪除|清除|取消|除去|削除|取り外|剔除)$/,
    object:
      /标签|標籤|黑名单|白名单|收藏|点赞|置顶|标记|ラベル|タグ|いいね|お気に入り|ブックマーク|リアクション|ピン|ブラックリスト|ホワイトリスト|フラグ/,
    becomes: "write",
    because: "a mark can be put back",
  },
  {
    verbs: /^解除$/,
    object: /合同|合约|协议|劳动|关系|契約|权限|雇用|職員|会員|提携/,
    becomes: "destroy",
    because: "what bound somebody ends",
  },
  { verbs: /^解除$/, object: /(?:)/, becomes: "write", because: "what held something is let go" },
  {
    verbs: /^打印$/,
    object: /标签|小票|面单|发票|条码|文件|文档|照片|票据|单据|收据|凭证|腕带|二维码/,
    becomes: "execute",
    because: "a printer is set going",
  },
  {
    verbs: /^测试$/,
    object: /^(?:与.{0,8})?(?:连接|连通|网络|接口|网速|可用|数据库连接|服务器连接)/,
    becomes: "read",
    because: "whether something answers is only looked at",
  },
  {
    verbs: /^返却$/,
    object: /結果|順に|値|リスト|一覧|情報|データ|JSON|配列|オブジェクト|文字列|件数|テキスト|ID|として/i,
    becomes: "read",
    because: "an answer is given back",
  },
  {
    verbs: /^(?:報告|报告|汇报)$/,
    object: /ヒヤリ|事故|障害|不具合|問題|違反|異常|トラブル|インシデント|不正|日報|週報|欠勤|故障|被害|へ$|に$/,
    becomes: "send",
    because: "something that happened is reported to somebody",
  },
  { verbs: /^報告$/, object: /.(?:を|について)$/, becomes: "read", because: "it says how something stands" },
  {
    verbs: /^生成$/,
    object: /^[^，,。]{0,12}(?:摘要|预览|对比|建议|预测|随机|分析|评语|统计)/,
    becomes: "compute",
    because: "what is made is only answered",
  },
  {
    verbs: /^(?:释放|釋放)$/,
    object: /库存|占用|座位|名额|波次|锁|预留/,
    becomes: "write",
    because: "what was held is free again",
  },
  {
    verbs: /^(?:清洗|清理)$/,
    object: /^(?:设备|管道|滤网|泳池|水箱|地面|房间|面板|喷头)/,
    becomes: "execute",
    because: "a thing is cleaned",
  },
  {
    verbs: /^(?:扣除|返还|退还|返還|收取|補償|补偿)$/,
    object: /积分|库存|次数|学分|图书|设备|物品|ポイント|工具/,
    becomes: "write",
    because: "it is no money",
  },
  {
    verbs: /^(?:订购|采购|下单|注文|発注|オーダー|予約)$/,
    object: /检查|检验|化验|医嘱|検査|処方|レントゲン|食事/,
    becomes: "write",
    because: "an examination is ordered, nothing is bought",
  },
  {
    verbs: /^(?:续签|续期|更新|继续|延長|継続|更改)$/,
    object: /会员|套餐|订阅|包月|包年|保单|サブスク|有料|プラン|保険/,
    becomes: "pay",
    because: "it is paid for longer",
  },
  {
    verbs: /^(?:关闭|關閉|開く|閉じる|開|建立|決済)$/,
    object: /仓位|头寸|持仓|ポジション|建玉/,
    becomes: "pay",
    because: "a position is opened or closed",
  },
  { verbs: /^核销$/, object: /坏账|呆账|欠款|债权/, becomes: "destroy", because: "what is owed is given up" },
  {
    verbs: /^归还$/,
    object: /贷款|本金|利息|欠款|借款/,
    becomes: "pay",
    because: "what was borrowed is money",
  },
  {
    verbs: /^入力$/,
    object: /画面|フォーム|欄|ブラウザ|要素|キー|テキストボックス|フィールド|テキストを/,
    becomes: "execute",
    because: "it steers a screen",
  },
  { verbs: /^発信$/, object: /電話|通話/, becomes: "execute", because: "a call is made" },
  {
    verbs: /^(?:終了|终止|終止)$/,
    object: /任务|作业|流水线|构建|会话|通话|训练|ジョブ|ビルド|セッション|通話|タスク|运行/,
    becomes: "execute",
    because: "what runs is stopped",
  },
  {
    verbs: /^(?:関閉|启用|停用|禁用|啟用|有効化|無効化|设为|调整|設定)$/,
    object: UNSPACED_DEVICE,
    becomes: "execute",
    because: "a device is told to do something at once",
  },
];

/** Told to a device, these do something at once. */
const COMMANDS = new Set(
  "打开 关闭 解锁 解鎖 锁定 設定 设置 设定 调整 更改 修改 変更 調整 ロック 施錠 更新".split(" "),
);
const CHANGES: ReadonlySet<VerbKind> = new Set(["write", "send", "execute", "manage", "light"] as const);

/** What a verb does to what stands `near` it, in a `clause` of a text without spaces. */
export function unspacedInContext(
  { kind, lemma }: Verb,
  near: string,
  clause: string,
): { kind: VerbKind; because: string | null } {
  if (RUNS.test(lemma) && !CODE.test(clause)) {
    const looked = LOOKS.exec(near);
    if (looked !== null && !JOBS.test(near))
      return { kind: "read", because: `to ${lemma} a ${looked[1] ?? ""} only looks` };
  }
  for (const { verbs, object, becomes, because } of RULES)
    if (verbs.test(lemma) && object.test(near)) return { kind: becomes, because };
  if (CHANGES.has(kind)) {
    const paid = MONEY.exec(near);
    // A bill that is sent is no money that is moved.
    const isSent = kind === "send" && paid !== null && BILLS.test(paid[0]);
    if (paid !== null && !isSent && !NOTES.test(lemma) && !NOT_MOVED.test(near.slice(paid.index + paid[0].length)))
      return { kind: "pay", because: `${paid[0]} moves money` };
  }
  if (kind === "write" && COMMANDS.has(lemma) && UNSPACED_DEVICE.test(clause))
    return { kind: "execute", because: "a device is told to do something at once" };
  return { kind, because: null };
}

const JOBS = /バッチ|ジョブ|作业|任务|批处理/;
/** What is noted down or corrected isn't moved by it. */
const NOTES =
  /^(?:录入|登记|记录|修改|更新|编辑|保存|上传|导入|归档|标记|设置|配置|备份|登録|記録|更新|変更|編集|保存|修正|訂正|取り込|取込|インポート|アーカイブ|アップロード|設定|記入|入力|追記|計上|仕訳|記帳)$/;
const BILLS = /^(?:请求书|請求書|发票|發票|账单|工资|給与|给与|给料)$/;
