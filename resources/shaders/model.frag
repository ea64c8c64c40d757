flat in vec4 frame;
flat in vec4 baseColour;
flat in vec4 sun;
flat in vec4 tint;
in vec4 upward;
in vec3 at;
in vec2 texCoord;

#ifdef TEXTURED
uniform sampler2D modelTexture;
#endif

out vec4 fragColour;

void main()
{
    vec4 colour = baseColour;
#ifdef TEXTURED
    colour *= texture(modelTexture, texCoord);
#endif
    if (colour.a < 0.35)
        discard;
    vec3 n = normalize(upward.xyz);
    if (!gl_FrontFacing)
        n = -n;
    colour.rgb = mix(colour.rgb, tint.rgb, tint.a);
    float lightness = dot(lightOn(n, sun.xyz), openness(at, frame.z));
    vec3 seen = finishAt(colour.rgb * lightness + accent * (0.14 * sun.w), upward.w, gl_FragCoord.xy * frame.xy);
    fragColour = vec4(seen, colour.a * frame.w);
}
