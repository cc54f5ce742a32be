import { list, type TopicWords } from './words.js';

/** Thought and creed. Groups are named because their members name them; nothing is said of any. */
export const CREED: TopicWords = {
  rows: [
    // Believing, belonging, practising.
    {
      words:
        list(`宗教, 信仰, 信者, 信徒, 信条, 信心深, 入信, 帰依, 改宗, 棄教, 洗礼, 受洗, 礼拝, 巡礼, 勤行, 読経, 唱題,
        念仏, 参禅, 祈祷, 祈り, 布教, 伝道, 宣教, 法話, 献金, 喜捨, 安息日, ラマダン, ラマダーン, 断食月, ハラール, ハラル,
        聖餐, 仏門, 賛美歌, 讃美歌, 聖歌隊, ミサ, 檀家, 氏子`),
    },
    // Bodies, offices, houses and books.
    {
      words:
        list(`教団, 教祖, 教義, 宗派, 牧師, 神父, 司祭, 住職, 僧侶, 宮司, 聖職者, 修道院, 修道女, 修道会, モスク,
        シナゴーグ, 聖書, 聖典, コーラン, クルアーン`),
    },
    // Religions, denominations, and having none.
    {
      words:
        list(`クリスチャン, キリスト教, キリスト者, カトリック, プロテスタント, 正教会, 仏教, 神道, イスラム, イスラーム,
        ムスリム, ヒンドゥー, ヒンズー, ユダヤ教, シク教, 日蓮, 浄土真宗, 浄土宗, 真言宗, 曹洞宗, 臨済宗, 天台宗, 創価学会,
        天理教, 金光教, 大本教, 幸福の科学, 立正佼成会, 霊友会, 真如苑, エホバの証人, モルモン, 統一教会, 家庭連合, 無神論,
        不可知論`),
    },
    // Thought.
    {
      words:
        list(`平和主義, 共産主義, 社会主義, 資本主義, 無政府主義, 国家主義, 民族主義, 国粋主義, 軍国主義, 自由主義,
        民主主義, 唯物論, マルクス, フェミニズム, フェミニスト, アナキスト, アナーキスト, 思想`),
    },
    {
      words: list('武力, 戦争, 徴兵, 兵役, 核兵器, 死刑'),
      with: list('賛成でき, 反対, 許され, 許せ, 容認, 考え方, 良心'),
    },
    // A house of worship is a place until somebody belongs there.
    {
      words: list('教会'),
      with: list(
        '通い, 通う, 通って, 通った, 所属, 属し, 会員, 奉仕, 日曜, 毎週, 仲間, 活動, 祈, 寄付, 寄進, 手伝',
      ),
    },
    {
      words: list('お寺, 寺の, 寺で, 寺に, 寺院, 菩提寺, 神社, 本山'),
      with: list('修行, 奉仕, 総代, 出家, 得度, お勤め, 世話役'),
    },
    {
      words: list('神様, 神を, 神の, 神に, 仏様, 御仏, 仏を, 仏の, 仏に'),
      with: list('信じ, 救わ, 導, 祈, 預か, 授か, 加護'),
    },
    { words: list('の教え, という教え'), with: list('守っ, 守り, 守る, 救わ, 従っ, 従い, 信じ, 納め') },
    { words: list('十分の一'), with: list('捧げ, ささげ, 教え') },
    // The same in English.
    {
      words:
        list(`religion*, religious, faith, faiths, creed, beliefs, prayer*, pray, prays, prayed, praying, worship*, hajj,
        umrah, pilgrim*, ramadan, sabbath, shabbat, baptism, baptised, baptized, tithe*, tithing, holy communion, kosher,
        halal, born again, born-again, spirituality, missionary, missionaries, evangelism, churchgoer*, attend church,
        attends church, attended church, attending church, go to church, goes to church, going to church, went to church,
        church service*, my church, our church`),
    },
    {
      words:
        list(`congregation*, parishioner*, clergy*, priest, priests, pastor, pastors, vicar, imam, imams, rabbi, rabbis,
        monk, monks, nun, nuns, monaster*, convent, mosque*, synagogue*, ashram*, bible, scripture*, gospel, koran, quran,
        qur'an, torah, sermon*`),
    },
    {
      words:
        list(`christian*, catholic*, protestant*, baptist*, methodist*, lutheran*, anglican*, presbyterian*,
        evangelical*, pentecostal*, mormon*, quaker*, jehovah*, adventist*, muslim*, moslem*, islam, islamic, sunni, shia,
        shiite*, buddhis*, zen, hindu*, sikh*, jewish, judaism, jew, jews, shinto*, taois*, scientolog*, atheis*,
        agnostic*, unbeliever*, jesus, christ, allah`),
    },
    {
      words:
        list(`marxis*, communis*, socialism, capitalism, anarchis*, fascis*, pacifis*, feminis*, ideolog*,
        conscientious objector*`),
    },
    {
      words: list('war, wars, nuclear weapons, armed force, conscription, military service, death penalty'),
      with: list('conscience, immoral, morally, object to, objected to, always held, opposed to'),
    },
    {
      words: list('church, churches, chapel, cathedral'),
      with: list(`member*, choir, every sunday, sundays, sunday school, join, joined, belong*, elder, deacon, donat*, volunteer*,
        regularly, weekly, every week`),
    },
    {
      words: list('temple, temples, shrine, shrines'),
      with: list('member*, belong*, donat*, volunteer*, regularly, weekly, every week'),
    },
    {
      words: list('god, the lord, buddha'),
      with: list('believ*, trust*, gift, serve, serves, guid*, saved, belong*, exists'),
    },
  ],
  twins: list(`
    受信者, 送信者, 発信者, 着信者, 返信者, 配信者, 通信者, 信条件, 入信用, 出勤行, 通勤行, 夜勤行, 欠勤行, 読経済, 読経験,
    宣伝道, 方法話, 氏子会社, 宮司法, 貢献金, 政治献金, 阪神道, 精神, 失神, 阪神, 天神, 明神, 渡仏, 訪仏, 在仏, 日仏, 英仏, 独仏, 対仏,
    宗教学, 宗教史, 宗教社会学, 宗教改革, 仏教学, 仏教美術, 仏教大学, 神道学, 思想史, 設計思想, 開発思想, 社会主義国,
    社会主義共和国, 共産主義国, 資本主義国, 民主主義国, 民主主義人民, 自由主義国, 自由主義圏, イスラム国, イスラム過激派,
    イスラム共和国, イスラム革命, 宗教的過激派, 聖地巡礼, 教会通り, 教会で挙式, 教会での挙式, 教会で結婚, 教会での結婚,
    酒席の洗礼, 洗礼を浴び, お祈り申し上げ, 冥福をお祈り, 上司の教え, 先輩の教え, 先生の教え, 医師の教え, 親の教え,
    good faith, bad faith, lost faith in my, christian name, religious studies, history of religion,
    study of religion, religious extremis*, islamic state, islamic republic, islamic revolution*, islamic studies,
    catholic university, catholic hospital, baptist hospital, methodist hospital, lutheran hospital,
    presbyterian hospital, convent school, thank god, god knows, god forbid, my god, for god's sake, act of god,
    communist party*, chinese communist*, former communist, communist country, communist countries, communist era,
    church street, church road, church lane, church hill, church wedding, temple street, lord mayor
  `),
};
