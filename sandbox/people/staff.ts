import type { SandboxUser } from './shapes.js';
import { contractorIds, organIds } from './bodies.js';

/** Everyone who signs in to work, one or more for each role (law.md §6). Suffix 1 is the bureau's, 2 the agency's. */
export const staff: readonly SandboxUser[] = [
  {
    sub: '047f9ce0-02f1-5e6a-97d9-b900448b2781',
    account: 'officer1',
    displayName: { ja: '水瀬 冬馬', en: 'MINASE Toma' },
    grants: [{ role: 'CaseOfficer', organId: organIds.kiban }],
  },
  {
    sub: '631e0e8a-2151-51d1-a80c-ac613cf26925',
    account: 'officer2',
    displayName: { ja: '結城 あかり', en: 'YUKI Akari' },
    grants: [{ role: 'CaseOfficer', organId: organIds.kaiyo }],
  },
  {
    sub: '608e6501-0a32-532b-ac05-d90ffb222255',
    account: 'officer3',
    displayName: { ja: '榊 悠里', en: 'SAKAKI Yuri' },
    grants: [
      { role: 'CaseOfficer', organId: organIds.kiban },
      { role: 'Subject', subjectId: '77445198-258b-5a15-9742-f614c9fda2bf' },
    ],
    personKey: 'p40',
  },
  {
    sub: 'bcea4653-f244-5446-b6ce-18ae5cd824a2',
    account: 'in-charge1',
    displayName: { ja: '綾小路 晴臣', en: 'AYANOKOJI Haruomi' },
    grants: [{ role: 'AssessmentOfficerInCharge', organId: organIds.kiban }],
  },
  {
    sub: '827a5285-705d-5ee3-a76b-afdef2375150',
    account: 'in-charge2',
    displayName: { ja: '深見 澄香', en: 'FUKAMI Sumika' },
    grants: [{ role: 'AssessmentOfficerInCharge', organId: organIds.kaiyo }],
  },
  {
    sub: 'aa532771-969a-5303-869b-0f593cfdf4aa',
    account: 'second-in-charge1',
    displayName: { ja: '御厨 千景', en: 'MIKURIYA Chikage' },
    grants: [{ role: 'AssessmentOfficerInCharge', organId: organIds.kiban }],
  },
  {
    sub: '789d92e5-dba7-597d-84f7-5dc1d00f549b',
    account: 'second-in-charge2',
    displayName: { ja: '久遠寺 護', en: 'KUONJI Mamoru' },
    grants: [{ role: 'AssessmentOfficerInCharge', organId: organIds.kaiyo }],
  },
  {
    sub: '4a00e6cf-5c5b-50d7-9251-688a93d1c65c',
    account: 'adjudicator1',
    displayName: { ja: '八雲 貴文', en: 'YAKUMO Takafumi' },
    grants: [{ role: 'Adjudicator', organId: organIds.kiban }],
  },
  {
    sub: 'cee7fd12-b445-524e-91bf-3d5e1dae42a8',
    account: 'adjudicator2',
    displayName: { ja: '白鳥 ゆかり', en: 'SHIRATORI Yukari' },
    grants: [{ role: 'Adjudicator', organId: organIds.kaiyo }],
  },
  {
    sub: 'b30ed970-8333-51ef-974c-4a80622eabc8',
    account: 'second-reader1',
    displayName: { ja: '朝比奈 透子', en: 'ASAHINA Toko' },
    grants: [{ role: 'Adjudicator', organId: organIds.kiban }],
  },
  {
    sub: '06ccd2f6-249a-5a7c-b013-97a54e771f09',
    account: 'second-reader2',
    displayName: { ja: '鷹司 玲', en: 'TAKATSUKASA Rei' },
    grants: [{ role: 'Adjudicator', organId: organIds.kaiyo }],
  },
  {
    sub: 'fd691327-1005-5106-8718-ccb3c08f4bcf',
    account: 'investigator1',
    displayName: { ja: '久遠 啓', en: 'KUON Kei' },
    grants: [{ role: 'CabinetInvestigator' }],
  },
  {
    sub: '879a29a7-a7d9-5786-92f3-eb4aac3af7fe',
    account: 'investigator2',
    displayName: { ja: '霧島 真帆', en: 'KIRISHIMA Maho' },
    grants: [{ role: 'CabinetInvestigator' }],
  },
  {
    sub: '1d4498e9-761f-5d73-ba9b-2abb33006321',
    account: 'screener1',
    displayName: { ja: '冴島 凪', en: 'SAEJIMA Nagi' },
    grants: [{ role: 'ScreeningOfficer', organId: organIds.kiban }],
  },
  {
    sub: 'b288eb06-a64e-51d9-a741-142e8589ac2c',
    account: 'screener2',
    displayName: { ja: '小鳥遊 灯', en: 'TAKANASHI Akari' },
    grants: [{ role: 'ScreeningOfficer', organId: organIds.kaiyo }],
  },
  {
    sub: '9aaff563-cf04-5e7c-a982-00ed5b2e49a7',
    account: 'information1',
    displayName: { ja: '天野 樹', en: 'AMANO Itsuki' },
    grants: [{ role: 'InformationManager', organId: organIds.kiban }],
  },
  {
    sub: '5caaf7e2-9f3b-5708-9876-0a262b0bf8d2',
    account: 'contractor1',
    displayName: { ja: '汐見 航', en: 'SHIOMI Wataru' },
    grants: [{ role: 'ContractorSecurityManager', contractorId: contractorIds.asanagi }],
  },
  {
    sub: '13f714ff-0e13-5108-9752-9120094a6b6d',
    account: 'contractor2',
    displayName: { ja: '月岡 忍', en: 'TSUKIOKA Shinobu' },
    grants: [
      { role: 'ContractorSecurityManager', contractorId: contractorIds.tsukimi },
      { role: 'ContractorSecurityManager', contractorId: contractorIds.tsukimiCustody },
    ],
  },
  {
    sub: 'bac23c18-4d89-5867-b588-a99e1f98d813',
    account: 'grievance1',
    displayName: { ja: '朝比奈 薫', en: 'ASAHINA Kaoru' },
    grants: [{ role: 'GrievanceOfficer', organId: organIds.kiban }],
  },
  {
    sub: '01713cbe-5bad-52f9-a6b9-a06959ec80fe',
    account: 'grievance2',
    displayName: { ja: '橘 理央', en: 'TACHIBANA Rio' },
    grants: [{ role: 'GrievanceOfficer', organId: organIds.kaiyo }],
  },
  {
    sub: '70043be4-61d5-5418-9088-049b579e136d',
    account: 'auditor',
    displayName: { ja: '宝生 静', en: 'HOSHO Shizuka' },
    grants: [{ role: 'Auditor' }],
  },
  {
    sub: 'b1cb3e65-656b-51b5-97c5-ed0fb59d4b41',
    account: 'operator',
    displayName: { ja: '風間 律', en: 'KAZAMA Ritsu' },
    grants: [{ role: 'Operator' }],
  },
  {
    sub: '58b57cdc-7a36-53f3-9dd8-8d543a9700be',
    account: 'access-admin',
    displayName: { ja: '音無 巡', en: 'OTONASHI Meguru' },
    grants: [{ role: 'AccessAdministrator' }],
  },
];
