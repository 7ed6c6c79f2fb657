/** The statement that the partnership published with the review of case Q; all of it is invented. */
export function caseQStatement(publishedOn: string): string {
  return `Aldermere Safeguarding Children Partnership statement Case Q Practice Review

Publication date: ${publishedOn}

Adaeze Okonjo, Chair of Aldermere Safeguarding Children Partnership, said: “Whenever a child dies and several services knew the family, we ask somebody from outside to look closely at what each of us did. Today we publish what the reviewer found.

“Our thoughts are with the family of a baby who was nine weeks old and died in a bed shared with both parents, on a weekend away from home.

“The independent review concluded that practice was sound over all, and that no single service could have foreseen the death of the baby, who is called Q in the report.

“It found good practice on the ward, and it makes three recommendations, all of which we have accepted.

“Advice on safer sleep was given to the mother before and after the birth. The father was not spoken to, and nobody asked where the baby would sleep away from home.

“Studies show that a shared bed is most dangerous where an adult has smoked or drunk alcohol, and for babies who were born early.

“The parents told the reviewer that ward staff had marked the loss of their first baby on the record in the way that they chose, and that this mattered to them.

“The review asks that support after a loss reach fathers, brothers and sisters too, and that it go on into a later

pregnancy, when old fears return.

“The maternity trust and the community trust have introduced a safer-sleep plan that is made with both parents and covers nights away from home.

“The integrated care board has started training on sleep after an earlier loss, which is open to every practice and built on case scenarios.

“The council and its housing providers are agreeing how a family that moves gets a cot within two days.

“We are also setting up a group with bereaved parents, who will tell us whether our leaflets make sense to them.

“By next spring we will write to every nursery and children’s centre about sleep away from home.

“As ever, we will keep asking whether what we changed has made a difference.”
`
}
