import type { VerbTable } from "./verb-kind";

/** Spelt in Latin letters, as names often are. */
export const pinyinVerbs: VerbTable = {
  read: `chaxun huoqu sousuo chakan duqu liebiao chazhao xiazai daochu jiancha tongji liechu xianshi liulan jiansuo dedao
    chayue zhanshi yulan jiankong tiqu yuedu saomiao jiance hedui hecha chayan xunjia bijia sousu zhuizong genzong suyuan
    huizong jietu qude caiji dingwei`,
  compute: `fenxi jisuan zhuanhuan fanyi yanzheng jiexi bijiao zongjie shibie yuce tuijian pinggu paixu shaixuan guolv guolu
    duibi hesuan cesuan gusuan yugu shisuan duizhang heyan jiaoyan jianyan moni zhenduan panduan guihua`,
  write: `chuangjian xinjian tianjia xinzeng gengxin xiugai bianji baocun shezhi charu yidong fuzhi zhuce yuyue zengjia xieru cunchu
    chongmingming fenpei biaoji peizhi yuding qiyong jinyong pizhun jujue hebing tijiao guidang guanbi dakai quxiao bangding
    daoru tihuan jilu shengcheng genggai tiaozheng jiaru tuichu shoucang pinglun denglu qiandao
    jianli dengji luru tianbao shenbao shenqing shenling shenpi shenhe bohui tuihui shouli paidan zhipai zhuanpai diaobo paiban
    paike xuanke tuike tiaoke ruku chuku yiku shangjia xiajia buhuo fahuo shouhuo qianshou tuihuo huanhuo kaihu kaitong dongjie
    jiedong guashi buban xuqian jiechu jieyue guihuan lingyong banfa qianfa qingjia xiaojia yuliu gaiqian guahao zhuanzhen
    ruyuan chuyuan baoxiu beian pingjia pingfen daka jizhang ruzhang beifen huanyuan huifu guanlian tuiding gaiqi yanqi xiufu
    buchong luqu jiebang bangka tingyong suoding jiesuo hexiao `,
  send: `fasong fabu tuisong shangchuan huifu tongzhi zhuanfa fatie qunfa tixing cuiban jisong youji fenfa shangbao baosong gongshi guangbo liuyan`,
  access: `shouquan yaoqing fenxiang lahei gongxiang fengjin fenghao jinyan`,
  execute: `zhixing yunxing qidong tingzhi chongqi bushu chufa anzhuang dianji zanting bofang tongbu goujian bianyi diaoyong kaishi
    guanji kaiji qiehuan shangxian xiaxian shengji huigun tiaodu kaideng guandeng kaimen guanmen kaisuo suomen huhuan
    guangai jiaoshui tousi dayin paizhao ceshi kuorong suorong qianyi hujiao boda guabo kaiqi faqi xunlian jiaozhun`,
  destroy: `shanchu yichu qingkong xiaohui chexiao zhuxiao qingchu xiezai qingli jiesan zhongzhi feiqi shifang chongzhishuju
    baofei zuofei diaoxiao feichu xiaohu tichu kaichu citui jiepin jiegu mochu cachu fugai chehui chongzhimima`,
  pay: `zhifu fukuan tuikuan zhuanzhang goumai tixian chongzhi xiadan mairu maichu chushou huikuan jiaofei koukuan jiesuan touzi
    xufei daikou huakou huazhuan bokuan koufei shoukuan dakuan tuifei tuipiao goupiao dingpiao chupiao baoxiao huankuan fangkuan
    jiaona bujiao peifu jiekuan shengou shuhui rengou caigou dinggou jiezhang maidan tuiyajin fagongzi faxin toubao xubao
    tuibao kaipiao duihuan juankuan dashang chujia jingpai xuding`,
  manage: `guanli chuli caozuo weihu`,
};

export const romajiVerbs: VerbTable = {
  read: `kensaku shutoku ichiran hyouji sanshou kakunin etsuran chousa kenshutsu daunroodo yomikomi yomitori sagasu shirabe
    chuushutsu shuukei shoukai shougou eturan kanshi sokutei keisoku kansoku purebyuu tsuiseki nyuushu miru shiraberu ekusupooto sukyan`,
  compute: `bunseki keisan henkan honyaku kenshou hikaku youyaku yosoku suitei shisan hantei hyouka kaiseki santei sanshutsu mitsumori
    shindan shikibetsu`,
  write: `sakusei tsuika koushin henkou henshuu touroku hozon settei idou yoyaku kakikomi sounyuu fukusei hensyu kiroku shounin
    kyakka kansei fukugen seisei shuusei chikan sanka
    shinsei torisage torikeshi kyanseru hakkou teishutsu uketsuke juri kihyou nyuuryoku dakoku haisha tehai
    wariate hikiate nyuuko shukko shukka nyuuka henpin henkyaku kashidashi shiwake keijou kurikoshi keshikomi tanaoroshi kakutei horyuu
    enchou tanshuku hikitsugi sashimodoshi moushikomi todokede nyuukyo nyuuin taiin tenkyo tenin shohou sesshu risshi kaisetsu
    kounin torikomi himozuke kaitei teisei hosei kinyuu tenpu hokan fukkyuu kaihen chekkuin`,
  send: `soushin toukou haishin henshin tsuuchi koukai tensou appuroodo okuru soufu hassou yuusou renraku houkoku keisai tokusoku haifu`,
  access: `kyoyuu shoutai kyoka fuyo burokku`,
  execute: `jikkou kidou teishi saikidou saisei kaishi shuuryou douki insutooru tenkai
    shidou unten tentou shoutou sansui insatsu saikai chuushi chuudan tekiyou yobidashi seigyo ikou dousa denso densou kaihei hansou`,
  destroy: `sakujo shoukyo haki kesu massatsu shokika kuria kaiyaku kaijo haishi tekkyo tettai massho masshou risetto taikai haiki shobun
     tekkai jomei joseki kaiko kaisan satsushobun shoukyaku`,
  pay: `shiharai kessai henkin soukin kounyuu baikyaku furikomi nyuukin shukkin chuumon shiharau
    hikiotoshi haraimodoshi haraikomi hacchuu hatchuu seisan nouzei noufu kanpu kyuufu shikyuu hensai furikae chooshuu choushuu baibai yakujou
    kaitsuke shiire kaitori rakusatsu nyuusatsu toushi kifu kifu yuushi kariire kashitsuke tatekae ryougae kankin chaaji tsumitate kakin`,
  manage: `kanri shori sousa unyou riyou`,
};

/** What a name in Latin letters ends with when it only says what is answered: 列表, 记录, 状态; 一覧, 履歴, 状況. */
export const latinTold = `liebiao jilu zhuangtai xinxi xiangqing lishi mingxi jindu shuliang tongji baobiao baogao rizhi qingdan mingdan paiming paihang
  jiage jine shijian riqi weizhi dizhi tianqi kucun hangqing huilv huilu zhinan shuoming guize biaozhun gonggao xinwen ziliao dangan
  kebiao chengji zhibiao qushi fenbu gailan jieguo jianjie mulu zidian banben richeng guiji shuju cishu renshu yujing paihangbang
  rireki joho jouhou jokyo joukyou shosai shousai meisai zandaka kensu kensuu tokei toukei nittei yotei jikoku kekka kouho koho list risuto
  jikokuhyo jikokuhyou kakaku ryokin ryoukin zaiko tenki yoho yohou chizu basho jusho juusho joutai jotai sutetasu rogu repooto naiyo naiyou
  gaiyo gaiyou suii uchiwake meibo daicho daichou nissu nissuu ninzu ninzuu kingaku hiyo hiyou tanka soba souba kabuka kion kishou kisho
  suijun suii zandakahyo kokuji oshirase nyusu nyuusu ranking menyu menyuu hayami kuushitsu kushitsu akijokyo joken jouken`;

/** Money that moves when something is done about it in a name that begins with an English verb. */
export const latinMoney = `furikomi soukin sokin shiharai shiharaikin kessai henkin nyuukin hikiotoshi haraimodoshi seisan chuumon chumon
  zhifu fukuan tuikuan zhuanzhang tixian koukuan huikuan daikou fakuan`;
