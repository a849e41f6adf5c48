/** Where strangers read reviews. */
export const REVIEW_SITES =
  /trustpilot|tripadvisor|avis[- ]?v[ée]rifi[ée]s|trusted ?shops|google[^\s]* ?(reviews?|avis|maps)|avis google|g\.page|g\.co\/kgs|search\.google\.com\/local|maps\.app\.goo\.gl|yelp\.|\byelp\b|\bg2\.com|capterra|glassdoor|sitejabber|feefo|reviews\.io|app ?store|play\.google\.com/i
