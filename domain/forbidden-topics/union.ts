import { list, type TopicWords } from './words.js';

/** Union activity: belonging, office, bargaining, disputes. 組合 and "union" are also banks, insurers and blocks of flats. */
export const UNION: TopicWords = {
  rows: [
    {
      words:
        list(`労働組合, 労組, 職員組合, 従業員組合, 教組, 職組, 組合員, 組合費, 組合活動, 組合運動, 組合専従, 専従,
        団体交渉, 団交, 春闘, メーデー, スト, ストライキ, ハンスト, スト権, ピケ, 争議, 不当労働行為, 労働委員会, 職場委員,
        職場闘争, 分会, 執行委員, 書記長, 労使交渉, 労使紛争, 労使協議, 労働運動, 労働団体, 労働者協議会, ユニオン`),
    },
    // Federations and unions by name.
    {
      words: list(
        `労連, 全労協, 自治労, 日教組, 国労, 動労, 全逓, 電機連合, 自動車総連, 私鉄総連, uaゼンセン, 連合傘下`,
      ),
    },
    {
      words: list('組合'),
      with: list(`加入, 加盟, 結成, 立ち上げ, 脱退, 委員長, 書記, 支部, 執行, ビラ, 活動, 交渉, 役員, 青年部, 幹部, 団結, 闘,
        会社, 経営, 賃上げ, オルグ, 入って, 入り, 抜け, 大会, 腕章`),
    },
    { words: list('連合'), with: list('青年部, 加盟, 労働, 産別, 単組') },
    { words: list('賃上げ, ベースアップ, 待遇改善, 労働条件'), with: list('要求, 交渉, 闘') },
    { words: list('代議員'), with: list('労働, 組合, 労組, 労連') },
    {
      words:
        list(`union, unions, unionis*, unioniz*, shop steward*, picket*, on strike, strike action, strike fund,
        collective bargaining, collective agreement*, industrial action, industrial dispute*, labour dispute*,
        labor dispute*, labour movement, labor movement, labour federation*, labor federation*, works council*, may day,
        work-to-rule, go-slow, unfair labour practice*, unfair labor practice*, tuc, afl-cio, rengo`),
    },
    {
      words: list('strike, strikes, strikers, walked out, walkout*, walk-out*'),
      with: list(
        'pay, wage*, overtime, talks, staff, workers, colleagues, co-workers, employer, dispute, negotiat*',
      ),
    },
    {
      words: list('organise, organised, organising, organize, organized, organizing'),
      with: list('workers, co-workers, workforce'),
    },
  ],
  twins: list(`
    協同組合, 管理組合, 共済組合, 健康保険組合, 健保組合, 国保組合, 組合健保, 信用組合, 企業組合, 商工組合, 商業組合,
    工業組合, 森林組合, 漁業組合, 農業組合, 酒造組合, 旅館組合, 料理組合, 理容組合, 美容組合, 商店街組合, 振興組合, 水利組合,
    消防組合, 事務組合, 広域組合, 区画整理組合, 再開発組合, 建替組合, 住宅組合, 有限責任組合, 有限責任事業組合, 事業組合,
    任意組合, 匿名組合, 投資組合, 納税組合, 労働者協同, 生協の組合員, 農協の組合員, 漁協の組合員, 管理組合の組合費,
    マンションの組合費, 組合せ, 組合わせ, 専従者, 教組織, 職組織, 団交流, 分会い, 分会う, 分会っ, 分会わ, 分会え, 分会お,
    分会議, 分会社, 国労働者, 国労働金, 国労働省, 国労働局, 国労働力, 国労働市, 国労災, 国労務, 動労働者, 動労働時, 動労働力,
    動労務, 動労力, 疲労連, 苦労連, 勤労連, 労連絡, 労連続, 連合会, 連合国, 連合軍, 国際連合, 欧州連合,
    ウエスタン・ユニオン, ウェスタン・ユニオン, クレジット・ユニオン, ラグビー・ユニオン,
    credit union*, european union, western union, rugby union, student union, students' union, student's union,
    soviet union, african union, customs union, civil union*, savings union, state of the union, union bank,
    union pacific, union square, union street, union station, union jack, lightning strike*, bird strike*, air strike*,
    drone strike*, missile strike*, strike price, picket fence
  `),
};
