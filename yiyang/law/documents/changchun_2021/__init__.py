"""Changchun's home care for severely disabled people, 长医保联〔2021〕12号."""

from pathlib import Path

from yiyang.law.document import read
from yiyang.law.documents.changchun_2021.admission import may_assess_provider, may_file_provider, may_sign_agreement
from yiyang.law.documents.changchun_2021.admitting import AGREEMENT, CAPABILITY, FILING
from yiyang.law.documents.changchun_2021.agreement import SERVICE, service_agreed
from yiyang.law.documents.changchun_2021.assessing import (
    disability_grade,
    may_apply,
    may_be_reassessed,
    may_become_recipient,
    may_object_to_assessment,
    review_changes,
)
from yiyang.law.documents.changchun_2021.assessment import ASSESSMENT, REASSESSMENT, REVIEW
from yiyang.law.documents.changchun_2021.auditing import AUDIT, may_audit
from yiyang.law.documents.changchun_2021.booking import may_book
from yiyang.law.documents.changchun_2021.choosing import CHANGE, CHOICE, may_change_provider, may_choose
from yiyang.law.documents.changchun_2021.contact import COMPLAINT, RETURN_VISIT, contact_answered
from yiyang.law.documents.changchun_2021.delivery import may_deliver, who_pays
from yiyang.law.documents.changchun_2021.eligibility import may_receive
from yiyang.law.documents.changchun_2021.events import EVENTS
from yiyang.law.documents.changchun_2021.governance import may_act, may_change_value, may_contract, may_grant_access
from yiyang.law.documents.changchun_2021.governing import ACCESS, HANDLER, VALUE_CHANGE
from yiyang.law.documents.changchun_2021.insurance import INSURANCE, insurance_renewed
from yiyang.law.documents.changchun_2021.linking import LINK
from yiyang.law.documents.changchun_2021.living import (
    admission_stands,
    death_stands,
    discharge_stands,
    guardian_stands,
    merge_stands,
    move_stands,
    number_stands,
    scheme_stands,
)
from yiyang.law.documents.changchun_2021.objection import OBJECTION, may_object
from yiyang.law.documents.changchun_2021.piloting import (
    PROBLEM,
    PUBLICITY,
    kept_informed,
    may_close,
    may_publish,
)
from yiyang.law.documents.changchun_2021.plan import plan_fits
from yiyang.law.documents.changchun_2021.planning import may_change_plan, may_plan, needs_hold
from yiyang.law.documents.changchun_2021.plans import NEEDS, PLAN, PLAN_CHANGE
from yiyang.law.documents.changchun_2021.sanction import SANCTION, may_sanction
from yiyang.law.documents.changchun_2021.scoring import score
from yiyang.law.documents.changchun_2021.steps import HOME_CARE
from yiyang.law.documents.changchun_2021.swapping import may_add_extra, may_swap
from yiyang.law.documents.changchun_2021.visiting import kept_to_plan, may_rate, may_start, upload_timely
from yiyang.law.words import Text

DOCUMENT = read(
    Path(__file__).parent,
    questions={
        "home-care": may_receive,
        "home-care-plan": plan_fits,
        "home-care-delivery": may_deliver,
        "home-care-cost": who_pays,
        "line-objection": may_object,
        "disability-grade": disability_grade,
        "assessment-application": may_apply,
        "assessment-result": may_become_recipient,
        "reassessment": may_be_reassessed,
        "assessment-objection": may_object_to_assessment,
        "assessment-review": review_changes,
        "death": death_stands,
        "move": move_stands,
        "scheme-change": scheme_stands,
        "guardian-change": guardian_stands,
        "id-correction": number_stands,
        "merge": merge_stands,
        "admission": admission_stands,
        "discharge": discharge_stands,
        "visit-booking": may_book,
        "visit-start": may_start,
        "visit-swap": may_swap,
        "visit-extra": may_add_extra,
        "visit-plan": kept_to_plan,
        "visit-upload": upload_timely,
        "visit-rating": may_rate,
        "provider-choice": may_choose,
        "provider-change": may_change_provider,
        "needs-assessment": needs_hold,
        "care-plan": may_plan,
        "plan-change": may_change_plan,
        "service-agreement": service_agreed,
        "provider-filing": may_file_provider,
        "provider-capability": may_assess_provider,
        "provider-agreement": may_sign_agreement,
        "liability-insurance": insurance_renewed,
        "provider-sanction": may_sanction,
        "contact-answer": contact_answered,
        "audit": may_audit,
        "provider-score": score,
        "problem": may_close,
        "publicity": may_publish,
        "publicity-year": kept_informed,
        "duties": may_act,
        "value-change": may_change_value,
        "handler-contract": may_contract,
        "department-access": may_grant_access,
    },
    charges={"home-care-visits": HOME_CARE},
    procedures={
        "line-objection": OBJECTION,
        "family-link": LINK,
        "home-care-assessment": ASSESSMENT,
        "reassessment": REASSESSMENT,
        "assessment-objection": REVIEW,
        **EVENTS,
        **{
            one.code: one
            for one in (
                *(CHOICE, CHANGE, NEEDS, PLAN, PLAN_CHANGE, SERVICE),
                *(FILING, CAPABILITY, AGREEMENT, INSURANCE, SANCTION),
                *(COMPLAINT, RETURN_VISIT, AUDIT, PROBLEM, PUBLICITY),
                *(VALUE_CHANGE, HANDLER, ACCESS),
            )
        },
    },
    question_titles={
        "home-care": Text("这个人当天能享受居家照护吗？", "May this person receive home care that day?"),
        "home-care-plan": Text("这样安排一次上门服务可以吗？", "Does this choice of items make a visit?"),
        "home-care-delivery": Text("这家机构能派这名护理人员上门吗？", "May this provider send this carer?"),
        "home-care-cost": Text("这笔费用由谁承担？", "Who bears this cost?"),
        "disability-grade": Text("这些评分是几级失能？", "Which grade of disability do these scores make?"),
        "assessment-application": Text("这个人能申请失能评定吗？", "May this person apply to be assessed?"),
        "assessment-result": Text("评定后能成为服务对象吗？", "Does the assessment make this person a recipient?"),
        "reassessment": Text("这个人现在能申请复评吗？", "May this person be assessed again now?"),
        "assessment-objection": Text("能对评定结论提出异议吗？", "May one object to this assessment?"),
        "assessment-review": Text("第二次评定改变原结论吗？", "Does a second team change the first result?"),
        "death": Text("这次死亡登记成立吗？", "May this death be recorded?"),
        "move": Text("这次迁居登记成立吗？", "May this move be recorded?"),
        "scheme-change": Text("这次险种变更成立吗？", "May this change of scheme be recorded?"),
        "guardian-change": Text("这次监护人变更成立吗？", "May this change of guardian be recorded?"),
        "id-correction": Text("这个证件号码能更正吗？", "May this ID number be corrected?"),
        "merge": Text("这两份档案能合并吗？", "May these two records be merged?"),
        "admission": Text("这次入院登记成立吗？", "May this admission be recorded?"),
        "discharge": Text("这次出院登记成立吗？", "May this discharge be recorded?"),
        "line-objection": Text("机构能对这笔明细提出异议吗？", "May the provider object to this line?"),
        "visit-booking": Text("这次上门服务能预约吗？", "May this home visit be booked?"),
        "visit-start": Text("护理人员现在能开始服务吗？", "May the carer start this visit?"),
        "visit-swap": Text("这次服务的项目能临时调换吗？", "May items of this visit be swapped this once?"),
        "visit-extra": Text("计划外的自费项目能收费吗？", "May an extra beyond the plan be charged?"),
        "visit-plan": Text("服务是否按计划逐项完成？", "Was the visit made as planned?"),
        "visit-upload": Text("服务记录是否及时上传？", "Was the record of the visit uploaded in time?"),
        "visit-rating": Text("这个账号能确认和评价服务吗？", "May this account confirm and rate the visit?"),
        "provider-choice": Text("这个人能选择这家机构吗？", "May this recipient choose this provider?"),
        "provider-change": Text("这个人能换到这家机构吗？", "May this recipient change to this provider?"),
        "needs-assessment": Text("这次需求评估成立吗？", "Does this assessment of needs hold?"),
        "care-plan": Text("能制定这份服务计划吗？", "May this plan be made?"),
        "plan-change": Text("这份服务计划现在能变更吗？", "May this plan be changed now?"),
        "service-agreement": Text("服务协议齐全并已签字吗？", "Is the service agreement whole and signed?"),
        "provider-filing": Text("这家机构能备案吗？", "May this institution be admitted by filing?"),
        "provider-capability": Text("这家机构能通过评估准入吗？", "May this institution be admitted by assessment?"),
        "provider-agreement": Text("能与这家机构签协议吗？", "May an agreement be signed with this institution?"),
        "liability-insurance": Text(
            "这份责任保险能接续登记吗？", "Does this liability insurance follow the present one?"
        ),
        "provider-sanction": Text("能对这家机构作此处理吗？", "May this measure be taken against this provider?"),
        "contact-answer": Text("这件投诉或回访办结了吗？", "Is this complaint or return visit dealt with?"),
        "audit": Text("能这样开展稽核吗？", "May this audit be opened?"),
        "provider-score": Text("这家机构管理、培训、质量如何？", "How does this provider stand?"),
        "problem": Text("这个试点问题能销号吗？", "May this problem of the pilot be closed?"),
        "publicity": Text("这次宣传能登记吗？", "May this entry of publicity be made?"),
        "publicity-year": Text("一年内向公众宣传过吗？", "Has the public been told within the year?"),
        "duties": Text("这个部门或人员能这样做吗？", "May this department or person do this?"),
        "value-change": Text("能这样调整标准吗？", "May this value be changed?"),
        "handler-contract": Text("第三方能经办吗？", "May this third party handle business?"),
        "department-access": Text("能让其他部门查看吗？", "May another department look?"),
        "home-care-visits": Text("这次上门服务怎样结算？", "What becomes of this home visit?"),
    },
)
"""The document with its questions, its charge and its procedure."""
