import { list, type Row, type TopicWords } from './words.js';

const ELECTIONS =
  list(`選挙, 市長選, 区長選, 町長選, 村長選, 知事選, 市議選, 区議選, 町議選, 村議選, 県議選, 都議選, 府議選,
  道議選, 参院選, 衆院選, 参議院選, 衆議院選, 地方選, 補選, 比例代表`);
const POLITICIANS = list(
  '議員, 市議, 区議, 町議, 村議, 県議, 都議, 府議, 道議, 知事, 市長, 区長, 町長, 村長, 代議士',
);

const JAPANESE: readonly Row[] = [
  // Parties by name and belonging to one.
  {
    words:
      list(`自民党, 自由民主党, 立憲民主党, 国民民主党, 民主党, 公明党, 共産党, 社民党, 社会民主党, 社会党, 日本維新の会,
      維新の会, れいわ新選組, 参政党, 日本保守党, 党員, 党友, 入党, 離党, 党費, 党大会, 支持政党, 無党派, 後援会, 政治結社`),
  },
  // Doing politics.
  {
    words:
      list(`政治活動, 政治運動, 政治団体, 政治献金, 政治資金, 政治的立場, 政治的信条, 政治信条, 政治的な考え, 選挙運動,
      選挙活動, 選挙事務所, 選挙応援, 選挙資金, 選挙カー, 出馬, 座り込み, 署名活動, 署名運動, 署名集め, 署名を集め, 街頭演説,
      街頭宣伝, 街宣, 抗議集会, 抗議活動, 抗議行動, デモ行進, デモ隊, 市民運動, 学生運動, 住民運動, 平和運動, 反対運動,
      独立運動, 民主化運動, 全共闘, 請願, 住民投票, 国民投票, 解職請求, リコール運動`),
  },
  // Views.
  {
    words:
      list(`改憲, 護憲, 憲法改正, 憲法九条, 憲法9条, 九条の会, 9条の会, 反原発, 脱原発, 反核, 反基地, 反戦, 左翼, 左派,
      右派, 保守派, 保守系, 革新派, 革新系, リベラル派`),
  },
  { words: list('右翼'), with: list('思想, 活動, 参加, 所属, 加入, 加わ') },
  {
    words: ELECTIONS,
    with: list(`応援, 立候補, 当選, 落選, 候補者, 出る, 出た, 出て, 手伝, 陣営, ボランティア, 電話かけ, 電話掛け, ビラ, ポスター,
      支持, 投票し, 投票に, 入れ, 支援, 運動員, 選対, 推薦, 供託金`),
  },
  { words: list('立候補, 供託金'), with: [...ELECTIONS, ...POLITICIANS] },
  { words: list('投票'), with: list('与党, 野党, 党に, 党へ, 候補者, 政権') },
  {
    words: list('与党, 野党, 政党'),
    with: list('支持, 投票, 応援, 入れ, 入って, 所属, 加入, 活動, 支部, 秘書, 勝'),
  },
  { words: list('保守的, 革新的, 進歩的, 急進的, リベラル'), with: list('政治, 選挙, 投票, 支持') },
  {
    words: POLITICIANS,
    with: list(`後援, 応援, 支持, 支援者, 秘書, 囲む会, 励ます会, 当選, 落選, 期つとめ, 期務め, 選対, 陣営, 父は, 母は, 祖父は, 兄は,
      弟は, 姉は, 妹は, 義父, 義兄, 義弟, 叔父, 伯父, 夫は, 妻は`),
  },
  { words: list('デモ'), with: list('参加, 抗議, 反対, 国会前, 行進, 集会, 加わ, 呼びかけ, 主催') },
  {
    words: list('行進, 集会, 署名, ビラ, チラシ, 陳情, 演説'),
    with: list('反対, 訴え, 抗議, 政府, 政権, 法案, 条例, 原発, 基地, 増税, 憲法, 候補者'),
  },
  {
    words: list('政権, 内閣, 首相, 総理, 政府'),
    with: list('批判, 支持, 抗議, 反対, 納得, 不満, 打倒, 不信'),
  },
  {
    words: list('原発, 再稼働, 基地, ダム, 増税, 法案, 安保, 憲法, 条例, 建設'),
    with: list('反対し, 反対す, 反対の声, 反対の立場, 反対の意, 反対を, 抗議, 賛成し'),
  },
];

const ENGLISH: readonly Row[] = [
  {
    words:
      list(`labour party, labor party, democratic party, republican party, communist party, conservative party,
      liberal party, green party, socialist party, ldp, komeito, tory, tories, the greens, party member*,
      member of the party, members of the party, political party, political parties, card-carrying`),
  },
  {
    words:
      list(`political activit*, politically active, political campaign*, political donation*, political view*,
      political opinion*, political belief*, political rall*, political group*, my politics, election campaign*,
      election fund*, campaign office, campaign volunteer*, support the government, support this government, a march against, the march against,
      marched against, marching against, canvass*, electioneer*, sit-in, sit-ins, civil disobedience,
      activis*, protester*, left-wing, right-wing, far left, far right, far-left, far-right, left of centre,
      left of center, right of centre, right of center, anti-war, anti-nuclear, anti-government, pro-democracy,
      pro-independence, supporters' association*, support association*`),
  },
  {
    words: list('vote, votes, voted, voting'),
    with: list(`election*, candidate*, party, opposition, government, ruling, liberal*, conservative*, labour, democrat*,
      republican*, referendum, mayor, governor`),
  },
  {
    words:
      list(`ran for, run for, running for, stood for, stand for, standing for, was elected, been elected, got elected,
      elected to the`),
    with: list(`council, mayor, public office, for office, governor, parliament, diet, senate, congress, assembly, election*, councillor,
      councilor`),
  },
  {
    words: list('marched, marching, the march, a march, marches'),
    with: list('protest*, climate, peace, war, government, diet, parliament, democracy, law, laws, placard*'),
  },
  {
    words: list('rally, rallies'),
    with: list(`independence, i support, we support, party, political, against, government, candidate, democracy, opposition,
      peace`),
  },
  {
    words:
      list(`protest, protests, protested, protesting, demonstration, demonstrations, demonstrated against,
      demonstrating against`),
    with: list(`war, government, law, bill, climate, peace*, campus, students, nuclear, bases, diet, parliament, took part,
      organis*, organiz*`),
  },
  {
    words: list('petition, petitions, signatures'),
    with: list(
      'collected, collect, signed, sign, against, to stop, government, parliament, council, campaign*',
    ),
  },
  {
    words: list("prime minister, government, government's, cabinet, ruling party, opposition"),
    with: list(`criticis*, criticiz*, disgrace*, oppose, opposes, opposed, supporter of, supporters of, disagree*,
      protest*, resign, overthrow`),
  },
  {
    words: list('i support, we support, supporter of, supporters of, supports'),
    with: list('independence, party, movement, candidate*, abolition, republic, reunification'),
  },
  {
    words: list('candidate, candidates'),
    with: list('leaflet*, election*, campaign*, party, volunteer*, mayor, governor, posters, donat*'),
  },
  {
    words: list('election, elections'),
    with: list(
      'campaign*, volunteer*, help*, donat*, fund*, posters, leaflet*, stood, ran, party, lost, won',
    ),
  },
  {
    words: list(
      'conservative, liberal, socialist, progressive, leftist, libertarian, nationalist, democrat, republican',
    ),
    with: list("i am a, i'm a, always been, always have been, lifelong, all my life"),
  },
  {
    words:
      list(`diet member*, member of the diet, member of parliament, members of parliament, councillor*, councilor*, senator,
      congressman, congresswoman, house of councillors, house of representatives, local representative,
      our representative`),
    with: list(`supporter*, donat*, volunteer*, help*, campaign*, secretary, dinner*, fund*, my father, my mother, my brother,
      my sister, my husband, my wife, my uncle, elect*, posters`),
  },
  {
    words: list('party'),
    with: list('prefectural branch, local branch, youth wing, student wing, politic*, election*, manifesto'),
  },
];

/** Lawful political activity. What the first item asks stays out: a foreign ruling party is an organ of its state. */
export const POLITICS: TopicWords = {
  rows: [...JAPANESE, ...ENGLISH],
  twins: list(`
    中国共産党, 朝鮮労働党, 選挙管理, 選挙事務に, 選挙事務を, 選挙事務の, 選挙事務で, 投票事務, 開票事務, 投票所, 選挙人名簿,
    役員選挙, 理事選挙, 議会事務局, 議員会館, 議員宿舎, 市長室, 知事室, 市長部局, 知事部局, 市長表彰, 知事表彰, 秘書課,
    部後援会, 大学後援会, 後援名義, 応援要請, 応援派遣, 応援職員, 学校後援会, 校後援会, 左翼手, 左翼を守, 右翼手, 右翼を守, 内閣府, 内閣官房, 内閣情報, 政府系,
    政府機関, 政府職員, 外国政府, 政治思想史, デモ機, デモ版, デモ用, デモ画面, デモ環境, デモ展示, 製品デモ, 製品のデモ,
    商品のデモ, 機能のデモ, システムのデモ, 基地局,
    communist party of china, chinese communist party, workers' party of korea, politically motivated,
    politically exposed, political science, third party, third-party, third parties, each party, other party, either party,
    both parties, birthday party, office party, christmas party, house party, wedding party, search party, dinner party, cocktail party, farewell party, activist investor*,
    activist shareholder*, product demonstration*, election commission, election administration, conservative estimate*,
    conservative treatment, liberal arts, bankruptcy petition*, divorce petition*, petition for divorce,
    petition for bankruptcy, car rally, rally car*, job candidate*, doctoral candidate*, phd candidate*, foreign government*
  `),
};
