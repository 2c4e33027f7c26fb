import type { VerbTable } from "./verb-kind";

/** Matched inside a clause, longest first: neither language puts spaces between words. */
export const chineseVerbs: VerbTable = {
  read: `获取 獲取 取得 查询 查詢 列出 查看 搜索 搜尋 检索 檢索 读取 讀取 返回 显示 顯示 查找 浏览 瀏覽 得到 拉取 下载 下載 导出 匯出 检查 檢查
    统计 統計 监控 監控 提取 了解 探索 抓取 预览 預覽 查阅 查出 列举 枚举 展示 看看 截图 截取 描述 调取 检测 探测 排查 识图 抽取 截屏 测量 追踪 跟踪 定位 打印 告知 采集 获知 查 看 读`,
  compute: `分析 计算 計算 转换 轉換 翻译 翻譯 验证 驗證 校验 比较 比較 对比 总结 總結 摘要 解释 解釋 识别 識別 预测 預測 估算 推荐 推薦 评估 評估
    解析 诊断 格式化文本 计数 求解 排序 过滤 過濾 筛选 推断 聚合 分类`,
  write: `创建 創建 建立 新建 添加 新增 增加 更新 修改 编辑 編輯 写入 寫入 保存 儲存 存储 设置 設置 設定 设定 插入 移动 移動 复制 複製 重命名 分配
    标记 標記 配置 注册 註冊 预订 預訂 预约 预定 启用 啟用 禁用 停用 批准 拒绝 合并 合併 提交 归档 歸檔 关闭 關閉 打开 恢复 恢復 取消 绑定 导入
    匯入 替换 替換 记录 生成 更改 变更 调整 追加 修复 改名 签到 登录 安排 加入 退出 收藏 点赞 评论 置顶 静音 编写 撰写 上架 下架 锁定 解锁 解鎖 签署 登记 录入 填报 修订 补充 认领 指派 转移 标注 绘制 拼接 裁剪 压缩 解压 关注 改期 延期 排期 报名 發放 发放 存入 订阅 填写 變更`,
  send: `发送 發送 发布 發布 回复 回覆 通知 转发 轉發 推送 发帖 上传 上傳 发表 群发 寄送`,
  access: `授权 授權 授予 邀请 邀請 分享 共享 拉黑 封禁`,
  execute: `执行 執行 运行 運行 启动 啟動 停止 重启 重啟 部署 调用 調用 触发 觸發 播放 切换 切換 滚动 按下 拖动 拖拽 上线 发起 發起 刷新 扫码 唤醒 熄灭 点亮 锁门 安装 安裝 构建 構建 编译 点击 點擊 暂停 暫停 开始 同步 应用到 应用于 应用更改 应用配置 应用补丁 输入文字
    关机 开机 控制 打开网页 重试 中止 中断 回滚 升级 训练 拨打 拨号 拍照 录音 录像 录屏 滑动 长按 双击 压实 唤起`,
  destroy: `删除 刪除 移除 清空 清除 销毁 銷毀 卸载 卸載 撤销 撤銷 吊销 抹除 丢弃 重置 终止 終止 清理 注销 覆盖 解散 擦除 释放 釋放 剔除 踢出 废弃 廢棄 作废 格式化 粉碎 清零 拆除 毁掉 抹掉 剪除 杀死 杀掉 结束进程 强制结束 移出 撤回`,
  pay: `支付 付款 退款 转账 轉帳 購買 购买 出售 提现 充值 下单 扣款 缴费 汇款 匯款 买入 卖出 扣费 收款 打款 付费 结算 打赏 投资 投資 兑换 代付 转出 質押 质押 借款 还款 提款 取款 捐款 捐赠 投注 下注 购票 续费 打款 报销 建仓 平仓 加仓 减仓 撤单 挂单 申购 赎回 认购 打新 放款 催款 开票 转帐`,
  manage: `管理 处理 處理 操作 维护 使用`,
  light: `进行 執行 执行 进行 做`,
};

export const japaneseVerbs: VerbTable = {
  read: `取得 一覧 表示 検索 参照 閲覧 読み取 読み込 読みこ 読む 確認 照会 調べ 返す 返し 返却 リストアップ ダウンロード エクスポート 抽出 探す 探し
    見る 出力 列挙 監視 見つけ 収集 プレビュー スクリーンショット 調査 探索 読み出 知らせ 教え 把握 測定 測り 追跡 特定 数え 撮り 撮影 キャプチャ チェック`,
  compute: `分析 計算 変換 翻訳 検証 比較 要約 解析 推定 予測 説明 提案 判定 評価 推薦 診断 見積も 集計 分類 絞り込 並べ替え 算出`,
  write: `作成 追加 更新 変更 編集 登録 保存 書き込 書く 設定 移動 コピー 複製 割り当て 挿入 予約 記録 コミット マージ 有効化 無効化 承認 却下 アーカイブ
    生成 復元 キャンセル 取り消 完了 インポート 修正 置換 置き換 申請 差し替え スケジュール 参加 追記 改名 ピン留め ミュート 下書き 調整 ロック 施錠 延期 紐付け 割当 取込 取り込 割り振 採番 発番 採用`,
  send: `送信 投稿 公開 返信 通知 配信 転送 アップロード 発信 送る 送り`,
  access: `付与 招待 共有 許可 ブロック`,
  execute: `実行 起動 停止 再起動 デプロイ 呼び出 開始 トリガー ビルド インストール クリック 適用 中止 再開 一時停止 同期 操作を行 制御 走らせ 開け 閉め 点灯 消灯 つけ 付け 再生 押し 押す タップ スクロール 入力 解錠 開錠 オンに オフに スキップ`,
  destroy: `削除 消去 破棄 初期化 抹消 取り除 アンインストール 失効 剥奪 クリア リセット 空にす 消す 消し 除去 上書き 解約 捨て 廃棄 空に 解散 取り外 完全削除`,
  pay: `支払 決済 返金 送金 購入 売却 課金 振込 振り込 入金 出金 注文 買う 買い 売る 引き落と 請求する 請求し 払い戻 買付 発注 寄付 投資 出資 スワップ チャージ 返済 振替 払う 払い 支払 売買 約定 出資`,
  manage: `管理 操作 処理 利用`,
  light: `行う 行い 行な 実行 実施`,
};

/** Spelt in Latin letters, as names often are. */
export const pinyinVerbs: VerbTable = {
  read: `chaxun huoqu sousuo chakan duqu liebiao chazhao xiazai daochu jiancha tongji liechu xianshi liulan jiansuo dedao
    chayue zhanshi yulan jiankong tiqu yuedu`,
  compute: `fenxi jisuan zhuanhuan fanyi yanzheng jiexi bijiao zongjie shibie yuce tuijian pinggu paixu shaixuan guolv jisuan`,
  write: `chuangjian xinjian tianjia xinzeng gengxin xiugai bianji baocun shezhi charu yidong fuzhi zhuce yuyue zengjia xieru cunchu
    chongmingming fenpei biaoji peizhi yuding qiyong jinyong pizhun jujue hebing tijiao guidang guanbi dakai quxiao bangding
    daoru tihuan jilu shengcheng genggai tiaozheng jiaru tuichu shoucang pinglun denglu qiandao`,
  send: `fasong fabu tuisong shangchuan huifu tongzhi zhuanfa fatie qunfa`,
  access: `shouquan yaoqing fenxiang lahei`,
  execute: `zhixing yunxing qidong tingzhi chongqi bushu chufa anzhuang dianji zanting bofang tongbu goujian bianyi diaoyong kaishi
    guanji kaiji qiehuan`,
  destroy: `shanchu yichu qingkong xiaohui chexiao zhuxiao qingchu xiezai qingli jiesan zhongzhi feiqi`,
  pay: `zhifu fukuan tuikuan zhuanzhang goumai tixian chongzhi xiadan mairu maichu chushou huikuan jiaofei koukuan jiesuan touzi`,
};

export const romajiVerbs: VerbTable = {
  read: `kensaku shutoku ichiran hyouji sanshou kakunin etsuran chousa kenshutsu daunroodo yomikomi yomitori sagasu shirabe
    chuushutsu shuukei`,
  compute: `bunseki keisan henkan honyaku kenshou hikaku youyaku yosoku suitei`,
  write: `sakusei tsuika koushin henkou henshuu touroku hozon settei idou yoyaku kakikomi sounyuu fukusei hensyu kiroku shounin
    kyakka kansei fukugen seisei shuusei chikan sanka`,
  send: `soushin toukou haishin henshin tsuuchi koukai tensou appuroodo okuru`,
  access: `kyoyuu shoutai kyoka`,
  execute: `jikkou kidou teishi saikidou saisei kaishi shuuryou douki insutooru tenkai`,
  destroy: `sakujo shoukyo haki kesu massatsu shokika kuria kaiyaku kaijo`,
  pay: `shiharai kessai henkin soukin kounyuu baikyaku furikomi nyuukin shukkin chuumon shiharau`,
};
