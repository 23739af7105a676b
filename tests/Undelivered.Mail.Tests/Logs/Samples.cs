namespace Undelivered.Mail.Tests.Logs;

/// <summary>A log of each form, written by hand after what the servers write.</summary>
internal static class Samples
{
    public const string Postfix = """
        Nov 24 10:00:00 mail postfix/smtpd[101]: connect from web.example.com[192.0.2.9]
        Nov 24 10:00:00 mail postfix/smtpd[101]: 55F3DB3050C: client=web.example.com[192.0.2.9]
        Nov 24 10:00:00 mail postfix/cleanup[102]: 55F3DB3050C: message-id=<m1@example.com>
        Nov 24 10:00:00 mail postfix/qmgr[103]: 55F3DB3050C: from=<anna@example.com>, size=269, nrcpt=3 (queue active)
        Nov 24 10:00:01 mail postfix/smtp[104]: 55F3DB3050C: to=<bert@example.org>, relay=mx.example.org[192.0.2.1]:25, delay=0.02, delays=0.01/0.01/0/0.01, dsn=5.1.1, status=bounced (host mx.example.org[192.0.2.1] said: 550 5.1.1 <bert@example.org>: Recipient address rejected: User unknown (in reply to RCPT TO command))
        Nov 24 10:00:02 mail postfix/smtp[104]: 55F3DB3050C: to=<carl@example.org>, orig_to=<team@example.com>, relay=mx.example.org[192.0.2.1]:25, conn_use=2, delay=0.03, delays=0.01/0.01/0/0.01, dsn=4.2.0, status=deferred (host mx.example.org[192.0.2.1] said: 450 4.2.0 Greylisted (in reply to RCPT TO command))
        Nov 24 10:00:02 mail postfix/virtual[105]: 55F3DB3050C: to=<dora@example.com>, relay=virtual, delay=0.03, delays=0/0.01/0/0.01, dsn=2.0.0, status=sent (delivered to maildir)
        Nov 24 10:00:02 mail postfix/smtpd[101]: disconnect from web.example.com[192.0.2.9] ehlo=1 mail=1 rcpt=3 data=1 quit=1 commands=7
        Nov 24 10:30:00 mail postfix/qmgr[103]: 55F3DB3050C: from=<anna@example.com>, size=269, nrcpt=3 (queue active)
        Nov 24 10:30:00 mail postfix/error[106]: 55F3DB3050C: to=<carl@example.org>, orig_to=<team@example.com>, relay=none, delay=1800, delays=1800/0/0/0, dsn=4.4.1, status=deferred (delivery temporarily suspended: connect to mx.example.org[192.0.2.1]:25: Connection timed out)
        Nov 24 10:30:00 mail postfix/qmgr[103]: 55F3DB3050C: from=<anna@example.com>, status=expired, returned to sender
        Nov 24 10:30:00 mail postfix/bounce[107]: 55F3DB3050C: sender non-delivery notification: 18F24B30274
        Nov 24 10:30:00 mail postfix/qmgr[103]: 55F3DB3050C: removed

        """;

    public const string Exim = """
        2026-11-24 10:00:00 1xVv5r-0005FK-1q <= anna@example.com H=web.example.com (web) [192.0.2.9] P=esmtps X=TLS1.3:ECDHE_X25519__RSA:256 CV=no S=294 id=m1@example.com T="hello: there" for bert@example.org
        2026-11-24 10:00:01 1xVv5r-0005FK-1q ** bert@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.1] X=TLS1.3:ECDHE_X25519__RSA:256 CV=yes DN="CN=mx: one": SMTP error from remote mail server after RCPT TO:<bert@example.org>: 550 5.1.1 No such user
        2026-11-24 10:00:01 1xVv5r-0005FK-1q => dora <dora@example.com> R=local T=maildir
        2026-11-24 10:00:01 1xVv5r-0005FK-1q -> eve@example.org R=dnslookup T=remote_smtp H=mx.example.org [192.0.2.1] C="250 OK id=1"
        2026-11-24 10:00:01 1xVv5r-0005FK-1q Completed
        2026-11-24 10:00:02 1rNkyS-000000003hC-0HKL <= anna@example.com U=root P=local S=294 id=m2@example.com
        2026-11-24 10:00:03 1rNkyS-000000003hC-0HKL == carl@example.org <team@example.com> R=dnslookup T=remote_smtp defer (-44) H=mx.example.org [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<carl@example.org>: 451 4.7.1 Greylisted
        2026-11-24 10:10:03 1rNkyS-000000003hC-0HKL == carl@example.org <team@example.com> routing defer (-52): retry time not reached
        2026-11-24 10:20:03 1rNkyS-000000003hC-0HKL == carl@example.org <team@example.com> R=dnslookup T=remote_smtp defer (111): Connection refused
        2026-11-24 10:20:03 1rNkyS-000000003hC-0HKL ** carl@example.org <team@example.com>: retry timeout exceeded
        2026-11-24 10:20:03 1rNkyS-000000003hC-0HKL Completed

        """;

    public const string Sendmail = """
        Nov 24 10:00:00 mail sm-mta[11]: 6AOA00xx012345: from=<anna@example.com>, size=850, class=0, nrcpts=3, msgid=<m1@example.com>, proto=ESMTP, daemon=MTA, relay=web.example.com [192.0.2.9]
        Nov 24 10:00:01 mail sm-mta[12]: 6AOA00xx012345: to=<bert@example.org>,<berta@example.org>, ctladdr=<anna@example.com> (1000/1000), delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=30850, relay=mx.example.org. [192.0.2.1], dsn=5.1.1, stat=User unknown
        Nov 24 10:00:01 mail sm-mta[12]: 6AOA00xx012345: to=<carl@example.net>, ctladdr=<anna@example.com> (1000/1000), delay=00:00:01, xdelay=00:00:01, mailer=esmtp, pri=30850, relay=mx.example.net. [192.0.2.2], dsn=4.2.0, stat=Deferred: 451 4.2.0 Greylisted, please try again
        Nov 24 10:00:02 mail sm-mta[12]: 6AOA00xx012345: to=<dora@example.com>, delay=00:00:02, xdelay=00:00:01, mailer=esmtp, pri=30850, relay=mx.example.com. [192.0.2.3], dsn=2.0.0, stat=Sent (Ok: queued as 4F5)
        Nov 24 11:00:00 mail sm-mta[13]: 6AOA00xx012345: 6AOB00yy012399: sender notify: Cannot send message for 5 days

        """;

    public const string OpenSmtpd = """
        Nov 24 10:00:00 mail smtpd[7]: f274cf34b7d0786b smtp message msgid=78e5c402 size=1118 nrcpt=1 proto=ESMTP
        Nov 24 10:00:01 mail smtpd[7]: 5df87c9b982c840c mta delivery evpid=78e5c402920bcc4f from=<anna@example.com> to=<bert@example.org> rcpt=<-> source="192.0.2.9" relay="192.0.2.1 (mx.example.org)" delay=1s result="PermFail" stat="550 5.1.1 <bert@example.org> No such user"
        Nov 24 10:00:01 mail smtpd[7]: 5df87c9b982c840d mta delivery evpid=78e5c402920bcc50 from=<anna@example.com> to=<carl@example.org> rcpt=<team@example.com> source="192.0.2.9" relay="192.0.2.1 (mx.example.org)" delay=1s result="TempFail" stat="451 4.7.1 Greylisted"
        Nov 24 10:00:02 mail smtpd[7]: 5df87c9250bba470 mda delivery evpid=c405e39ad6bbc64f from=<> to=<dora@example.com> rcpt=<dora@example.com> user=dora delay=0s result=Ok stat=Delivered
        Nov 24 11:00:00 mail smtpd[7]: scheduler: Expire for 78e5c402920bcc50: from=<anna@example.com>, to=<carl@example.org>, rcpt=<team@example.com>, delay=4d, stat=Envelope expired
        Nov 24 11:00:01 mail smtpd[7]: 8f4864084ecc48f4 mta event=delivery evpid=7077717e797a776e from=<anna@example.com> to=<eve@example.net> rcpt=<-> source="192.0.2.9" relay="192.0.2.2 (192.0.2.2)" delay=1s result="PermFail" stat="550 5.7.1 Not welcome"
        Nov 24 11:00:02 mail smtpd[7]: relay: Ok for 7077717e797a776f: session=8f4864084ecc48f4, from=<anna@example.com>, to=<frank@example.net>, rcpt=<->, source=192.0.2.9, relay=192.0.2.2 (mx.example.net), delay=1s, stat=250 2.0.0 Ok

        """;

    public const string Qmail = """
        @400000006925d0aa0bebc200 new msg 1234
        @400000006925d0aa0bebc200 info msg 1234: bytes 269 from <anna@example.com> qp 4711 uid 1000
        @400000006925d0aa0bebc200 starting delivery 7: msg 1234 to remote bert@example.org
        @400000006925d0aa0bebc200 status: local 0/10 remote 1/20
        @400000006925d0ab0bebc200 delivery 7: failure: 192.0.2.1_does_not_like_recipient./Remote_host_said:_550_5.1.1_No_such_user,_see_https://example.org/help/550/Giving_up_on_192.0.2.1./
        @400000006925d0ac0bebc200 starting delivery 8: msg 1234 to remote carl@example.net
        @400000006925d0ac0bebc200 delivery 8: deferral: Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/
        @400000006925d0ad0bebc200 starting delivery 9: msg 1234 to remote carl@example.net
        @400000006925d0ad0bebc200 delivery 9: failure: Sorry,_I_wasn't_able_to_establish_an_SMTP_connection._(#4.4.1)/I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long./
        @400000006925d0ad0bebc200 starting delivery 10: msg 1234 to local dora@example.com
        @400000006925d0ad0bebc200 delivery 10: success: did_1+0+0/
        @400000006925d0ad0bebc200 bounce msg 1234 qp 4712
        @400000006925d0ad0bebc200 end msg 1234

        """;

    public const string PowerMta = """
        type,timeLogged,timeQueued,orig,rcpt,orcpt,dsnAction,dsnStatus,dsnDiag,dsnMta,bounceCat,srcType,jobId,envId,header_Message-Id,header_Subject
        t,2026-11-24 10:00:00+0100,2026-11-24 09:59:58+0100,b@news.example.com,carl@example.net,,delayed,4.2.2 (mailbox full),"smtp;452 4.2.2 Mailbox ""carl"" is full, try later",mx.example.net (192.0.2.2),quota-issues,smtp,job1,,<m2@example.com>,
        b,2026-11-24 10:01:00+0100,2026-11-24 09:59:58+0100,b@news.example.com,bert@example.org,rfc822;team@example.com,failed,5.1.1 (bad destination mailbox address),smtp;550 5.1.1 No such user,mx.example.org (192.0.2.1),bad-mailbox,smtp,job1,,<m1@example.com>,"News, today"
        d,2026-11-24 10:02:00+0100,2026-11-24 09:59:58+0100,b@news.example.com,dora@example.org,,relayed,2.0.0 (success),smtp;250 2.0.0 OK,mx.example.org (192.0.2.1),,smtp,job1,,<m3@example.com>,
        b,2026-11-29 10:01:00+0100,2026-11-24 09:59:58+0100,b@news.example.com,carl@example.net,,failed,5.4.7 (delivery time expired),smtp;550 5.4.7 [internal] delivery time expired,,message-expired,smtp,job1,,<m2@example.com>,
        rb,2026-11-24 10:03:00+0100,,b@news.example.com,eve@example.org,,failed,5.2.1,"smtp;550 5.2.1 closed
        for good",mx.example.org (192.0.2.1),inactive-mailbox,smtp,job1,,,

        """;

    public const string KumoMta = """
        {"type":"Reception","id":"1d98","sender":"b@example.com","recipient":"bert@example.org","response":{"code":250,"enhanced_code":null,"content":"","command":null},"peer_address":{"name":"web","addr":"192.0.2.9"},"timestamp":1795510800,"num_attempts":0}
        {"type":"TransientFailure","id":"1d98","sender":"b@example.com","recipient":"bert@example.org","queue":"example.org","site":"x","size":1047,"response":{"code":451,"enhanced_code":{"class":4,"subject":7,"detail":1},"content":"Greylisted","command":"RCPT TO:<bert@example.org>"},"peer_address":{"name":"mx.example.org.","addr":"192.0.2.1"},"timestamp":1795510801,"created":1795510800,"num_attempts":0,"bounce_classification":"Uncategorized","meta":{"a":[1,{"b":2}]},"headers":{"Subject":"News","Message-ID":"<m1@example.com>"}}
        {"type":"Expiration","id":"1d98","sender":"b@example.com","recipient":"bert@example.org","response":{"code":551,"enhanced_code":{"class":5,"subject":4,"detail":7},"content":"Next delivery time would be too late","command":null},"peer_address":null,"timestamp":1795510900,"num_attempts":1,"headers":{}}
        {"type":"Bounce","id":"2e98","sender":"b@example.com","recipient":["carl@example.net","dora@example.net"],"response":{"code":550,"enhanced_code":{"class":5,"subject":1,"detail":1},"content":"No such \"user\"","command":"RCPT TO"},"peer_address":{"name":"mx.example.net.","addr":"192.0.2.2"},"timestamp":1795510902.5,"num_attempts":0}
        {"type":"Feedback","id":"3f98","sender":"fbl@example.net","recipient":"abuse@example.com","response":{"code":250,"content":""},"peer_address":{"name":"x","addr":"192.0.2.3"},"timestamp":1795510903,"num_attempts":0,"feedback_report":{"feedback_type":"abuse","original_mail_from":"<b@example.com>","original_rcpto_to":["<eve@example.net>"],"reported_domain":["example.com"]}}

        """;

    public const string Journald = """
        {"__REALTIME_TIMESTAMP":"1795510800000000","_HOSTNAME":"mail","SYSLOG_IDENTIFIER":"postfix/cleanup","MESSAGE":"55F3DB3050C: message-id=<m1@example.com>","PRIORITY":"6"}
        {"__REALTIME_TIMESTAMP":"1795510800000001","_HOSTNAME":"mail","SYSLOG_IDENTIFIER":"postfix/qmgr","MESSAGE":"55F3DB3050C: from=<anna@example.com>, size=269, nrcpt=1 (queue active)"}
        {"__REALTIME_TIMESTAMP":"1795510800500000","_HOSTNAME":"mail","SYSLOG_IDENTIFIER":"postfix/smtp","_PID":"104","MESSAGE":[53,53,70,51,68,66,51,48,53,48,67,58,32,116,111,61,60,98,64,120,46,116,101,115,116,62,44,32,114,101,108,97,121,61,110,111,110,101,44,32,100,101,108,97,121,61,49,44,32,100,115,110,61,53,46,52,46,52,44,32,115,116,97,116,117,115,61,98,111,117,110,99,101,100,32,40,228,41]}
        {"__REALTIME_TIMESTAMP":"1795510800600000","_HOSTNAME":"mail","SYSLOG_IDENTIFIER":"exim","MESSAGE":"2026-11-24 10:00:01 1xVv5r-0005FK-1q ** bert@example.org R=dnslookup T=remote_smtp: Unrouteable \"address\""}
        {"__REALTIME_TIMESTAMP":"1795510800700000","_HOSTNAME":"mail","SYSLOG_IDENTIFIER":"smtpd","MESSAGE":"5df87c9b982c840c mta delivery evpid=78e5c402920bcc4f from=<anna@example.com> to=<bert@example.org> rcpt=<-> source=\"192.0.2.9\" relay=\"192.0.2.1 (mx.example.org)\" delay=1s result=\"PermFail\" stat=\"550 5.1.1 No\""}

        """;

    public const string Exchange = """"
        #Software: Microsoft Exchange Server
        #Version: 15.02.1118.007
        #Log-type: Message Tracking Log
        #Date: 2026-11-24T10:00:00.000Z
        #Fields: date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,network-message-id,recipient-address,recipient-status,total-bytes,recipient-count,related-recipient-address,reference,message-subject,sender-address,return-path,message-info,directionality
        2026-11-24T10:00:00.000Z,192.0.2.9,EX1,192.0.2.8,EX1,08D,Default EX1,SMTP,RECEIVE,4711,<m1@example.com>,n1,bert@example.org;carl@example.net,,2000,2,,,"Hello, you",anna@example.com,anna@example.com,,Originating
        2026-11-24T10:00:01.000Z,192.0.2.8,EX1,192.0.2.1,mx.example.org,,Internet,SMTP,DEFER,4711,<m1@example.com>,n1,carl@example.net,[{LED=451 4.7.1 Greylisted};{MSG=};{FQDN=mx.example.net};{IP=192.0.2.2};{LRT=}],2000,1,,,"Hello, you",anna@example.com,anna@example.com,,Originating
        2026-11-24T10:00:02.000Z,192.0.2.8,EX1,192.0.2.1,EX1,,Internet,SMTP,FAIL,4711,<m1@example.com>,n1,bert@example.org;berta@example.org,[{LED=550 5.1.1 No such user};{MSG=};{FQDN=mx.example.org};{IP=192.0.2.1};{LRT=}];[{LED=550 5.2.1 Closed};{MSG=};{FQDN=mx.example.org};{IP=192.0.2.1};{LRT=}],2000,2,,,"Hello, ""you""",anna@example.com,<>,,Originating
        2026-11-24T10:00:03.000Z,192.0.2.8,EX1,192.0.2.1,mx.example.org,,Internet,SMTP,SEND,4711,<m1@example.com>,n1,dora@example.org,250 2.0.0 OK,2000,1,,,"Hello, you",anna@example.com,anna@example.com,,Originating
        2026-11-26T10:00:04.000Z,,,,EX1,,,QUEUE,FAIL,4711,<m1@example.com>,n1,carl@example.net,550 4.4.7 QUEUE.Expired; message expired,2000,1,,,"Hello, you",anna@example.com,anna@example.com,,Originating

        """";

    public const string Haraka = """
        2026-11-24T10:00:00.000Z [NOTICE] [930E3B02-4254-4499-8294-70044A00835D.1] [core] sender <anna@example.com> code=CONT msg=""
        2026-11-24T10:00:00.000Z [NOTICE] [930E3B02-4254-4499-8294-70044A00835D.1] [core] recipient <bert@example.org> code=CONT msg="" sender="anna@example.com"
        2026-11-24T10:00:00.000Z [NOTICE] [930E3B02-4254-4499-8294-70044A00835D.1] [core] recipient <carl@example.org> code=CONT msg="" sender="anna@example.com"
        2026-11-24T10:00:00.000Z [NOTICE] [930E3B02-4254-4499-8294-70044A00835D.1] [core] recipient <dora@example.org> code=OK msg="" sender="anna@example.com"
        2026-11-24T10:00:01.000Z [NOTICE] [930E3B02-4254-4499-8294-70044A00835D.1.1] [outbound] recipient <bert@example.org> rejected: 550 5.1.1 No such user
        2026-11-24T10:00:01.000Z [NOTICE] [930E3B02-4254-4499-8294-70044A00835D.1.1] [outbound] delivered file=1795_0_x domain=example.org host=mx.example.org ip=192.0.2.1 port=25 mode=SMTP tls=Y auth=N response="ok queued" delay=1.2 fails=0 rcpts=2/0/1
        2026-11-24T10:00:01.000Z [INFO] [930E3B02-4254-4499-8294-70044A00835D.1.1] [outbound] bouncing mail: Some recipients failed: <bert@example.org>
        2026-11-24T10:00:02.000Z [NOTICE] [A30E3B02-4254-4499-8294-70044A00835D.1] [core] sender <anna@example.com> code=CONT msg=""
        2026-11-24T10:00:02.000Z [NOTICE] [A30E3B02-4254-4499-8294-70044A00835D.1] [core] recipient <eve@example.net> code=CONT msg="" sender="anna@example.com"
        2026-11-24T10:00:03.000Z [INFO] [A30E3B02-4254-4499-8294-70044A00835D.1.1] [outbound] Temp failing 1795_0_y for 64 seconds: Upstream error: 451 4.7.1 Greylisted
        2026-11-24T12:00:03.000Z [INFO] [A30E3B02-4254-4499-8294-70044A00835D.1.1] [outbound] bouncing mail: Too many failures (Upstream error: 451 4.7.1 Greylisted)

        """;

    public static readonly TheoryData<string, string> All = new()
    {
        { "postfix", Postfix }, { "exim", Exim }, { "sendmail", Sendmail }, { "opensmtpd", OpenSmtpd }, { "qmail", Qmail }, { "powermta", PowerMta },
        { "kumomta", KumoMta }, { "journald", Journald }, { "exchange", Exchange }, { "haraka", Haraka },
    };
}
