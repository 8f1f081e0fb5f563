"""What is said about accounts, in both languages."""

from yiyang.law.words import Text

NO_USER = Text("没有这个用户，或者您不能管理", "There is no such user, or not for you to manage")
NO_LINK = Text("没有这项关联，或者您不能更改", "There is no such link, or not for you to change")
NO_PERSON = Text("没有登记的参保人与之相符", "No insured person on file fits")
OWN_ROLES = Text("任何人不能更改自己的角色", "Nobody changes their own roles")
GONE = Text("该账户已关闭", "The account has been closed")
HAS_ACCOUNT = Text("这名护理人员已有账户", "This carer has an account already")
TAKEN = Text("此登录名不可用，请换一个", "this login name cannot be used, choose another")
FAMILY_LINK = Text("家属关联须经核验身份办理", "a link to a person is opened by proving who one is")
NO_CODE = Text(
    "登录名与验证码不相符，或者验证码已用过、已过期或输错五次；请到柜台重新领取",
    "The login name and the code do not fit each other, or the code was used, has expired or was mistyped five times; "
    "a counter gives you a new one",
)
LAST_BEFORE_FIRST = Text("止期早于起期", "ends before it begins")
PAST = Text("日期已过", "is past")
UNKNOWN_CONSENT = Text("不在可授权的范围内", "is nothing one can consent to")
NO_CONTRACT = Text("没有生效的采购合同", "has no procurement contract in force")
